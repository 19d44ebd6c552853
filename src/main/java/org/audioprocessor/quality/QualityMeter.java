package org.audioprocessor.quality;

import static org.audioprocessor.quality.peaq.CriticalBands.FRAME;
import static org.audioprocessor.quality.peaq.CriticalBands.HOP;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.quality.peaq.CriticalBands;
import org.audioprocessor.quality.peaq.HeardChannel;

/**
 * Compares signals with their reference by PEAQ Basic (ITU-R BS.1387-1) and the 2f-model.
 *
 * <p>All are stereo at 48 kHz, aligned to the sample and at the same level. Several signals under
 * test share the ear that hears the reference, which is two fifths of the work of one comparison.
 * Memory does not grow with the signals, and the result does not depend on how they are cut into
 * blocks. One thread.
 */
public final class QualityMeter {
  /** The sample rate that both signals must have, Hz. */
  public static final int SAMPLE_RATE = CriticalBands.SAMPLE_RATE;

  /** Where data begins and ends: five samples that sum up to this (clause 5.2.4.4). */
  private static final float DATA_THRESHOLD = 200 / 32_768F;

  private static final int DATA_SAMPLES = 5;

  private final HeardChannel left = new HeardChannel();
  private final HeardChannel right = new HeardChannel();
  private final float[][] reference = new float[2][FRAME];
  private final List<SignalUnderTest> tests = new ArrayList<>();

  private int filled;
  private long frame;
  private boolean started;
  private boolean finished;

  /** A meter for one signal under test. */
  public QualityMeter() {
    this(1);
  }

  /**
   * @param signals under test, at least one
   */
  public QualityMeter(int signals) {
    if (signals < 1) {
      throw new IllegalArgumentException("There must be a signal to test.");
    }
    for (int i = 0; i < signals; i++) {
      tests.add(new SignalUnderTest(left, right));
    }
  }

  /**
   * Compares {@code frames} frames of two channels each; nothing is kept. A sample that is not a
   * finite number counts as zero.
   *
   * @throws IllegalStateException after {@link #finish()}
   */
  public void feed(
      float[][] referencePlanes,
      int referenceOffset,
      float[][] testPlanes,
      int testOffset,
      int frames) {
    feed(referencePlanes, referenceOffset, List.<float[][]>of(testPlanes), testOffset, frames);
  }

  /**
   * Compares {@code frames} frames of each signal under test with the same frames of the reference;
   * nothing is kept. A sample that is not a finite number counts as zero.
   *
   * @param testPlanes as many as the meter tests, in the same order at each call
   * @throws IllegalStateException after {@link #finish()}
   */
  public void feed(
      float[][] referencePlanes,
      int referenceOffset,
      List<float[][]> testPlanes,
      int testOffset,
      int frames) {
    if (finished) {
      throw new IllegalStateException("The comparison is finished.");
    }
    if (testPlanes.size() != tests.size()) {
      throw new IllegalArgumentException(
          testPlanes.size() + " signals for a meter of " + tests.size());
    }
    int done = 0;
    while (done < frames) {
      int count = Math.min(frames - done, FRAME - filled);
      for (int channel = 0; channel < 2; channel++) {
        take(referencePlanes[channel], referenceOffset + done, reference[channel], count);
        for (int i = 0; i < tests.size(); i++) {
          float[] into = tests.get(i).samples[channel];
          take(testPlanes.get(i)[channel], testOffset + done, into, count);
        }
      }
      filled += count;
      done += count;
      if (filled == FRAME) {
        compare();
        slide();
      }
    }
  }

  private void take(float[] from, int offset, float[] into, int count) {
    for (int i = 0; i < count; i++) {
      float sample = from[offset + i];
      into[filled + i] = Float.isFinite(sample) ? sample : 0;
    }
  }

  private void slide() {
    slide(reference);
    tests.forEach(test -> slide(test.samples));
    filled = HOP;
  }

  private static void slide(float[][] planes) {
    for (float[] plane : planes) {
      System.arraycopy(plane, HOP, plane, 0, HOP);
    }
  }

  private void compare() {
    boolean data = isData(reference[0]) || isData(reference[1]);
    started |= data;
    left.hear(reference[0]);
    right.hear(reference[1]);
    for (SignalUnderTest test : tests) {
      test.compare(frame, started, data);
    }
    frame++;
  }

  private static boolean isData(float[] samples) {
    float sum = 0;
    for (int i = 0; i < FRAME; i++) {
      sum += Math.abs(samples[i]);
      if (i >= DATA_SAMPLES) {
        sum -= Math.abs(samples[i - DATA_SAMPLES]);
      }
      if (i >= DATA_SAMPLES - 1 && sum >= DATA_THRESHOLD) {
        return true;
      }
    }
    return false;
  }

  /**
   * Ends the comparison of the only signal; what is left of a frame is filled up with silence.
   *
   * @return empty if the reference is silent or lasts less than about 0.6 s
   */
  public Optional<QualityScore> finish() {
    return finishAll().getFirst();
  }

  /** Ends the comparison like {@link #finish()}; one result for each signal, in their order. */
  public List<Optional<QualityScore>> finishAll() {
    if (!finished && filled > 0) {
      silence(reference);
      tests.forEach(test -> silence(test.samples));
      compare();
    }
    finished = true;
    return tests.stream().map(SignalUnderTest::score).toList();
  }

  private void silence(float[][] planes) {
    for (float[] plane : planes) {
      Arrays.fill(plane, filled, FRAME, 0);
    }
  }
}
