package org.audioprocessor.quality;

import static org.audioprocessor.quality.peaq.CriticalBands.FRAME;
import static org.audioprocessor.quality.peaq.CriticalBands.HOP;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.audioprocessor.quality.peaq.ChannelPair;
import org.audioprocessor.quality.peaq.CriticalBands;
import org.audioprocessor.quality.peaq.Detection;
import org.audioprocessor.quality.peaq.ModelOutputs;

/**
 * Compares a signal with its reference by PEAQ Basic (ITU-R BS.1387-1) and the 2f-model.
 *
 * <p>Both are stereo at 48 kHz, aligned to the sample and at the same level. Memory does not grow
 * with the signals, and the result does not depend on how they are cut into blocks. One thread.
 */
public final class QualityMeter {
  /** The sample rate that both signals must have, Hz. */
  public static final int SAMPLE_RATE = CriticalBands.SAMPLE_RATE;

  /** Half a second, until which filters settle (clause 5.2.4.1). */
  private static final long SETTLING_FRAMES = 24;

  /** 50 ms from the loudness threshold on (clause 5.2.4.2). */
  private static final long FRAMES_AFTER_LOUD = 3;

  /** Where data begins and ends: five samples that sum up to this (clause 5.2.4.4). */
  private static final float DATA_THRESHOLD = 200 / 32_768F;

  private static final int DATA_SAMPLES = 5;

  private final ChannelPair left = new ChannelPair();
  private final ChannelPair right = new ChannelPair();
  private final Detection detection = new Detection();
  private final float[][] reference = new float[2][FRAME];
  private final float[][] test = new float[2][FRAME];

  private int filled;
  private long frame;
  private long firstLoud = Long.MAX_VALUE;
  private boolean started;
  private boolean finished;

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
    if (finished) {
      throw new IllegalStateException("The comparison is finished.");
    }
    int done = 0;
    while (done < frames) {
      int count = Math.min(frames - done, FRAME - filled);
      for (int channel = 0; channel < 2; channel++) {
        take(referencePlanes[channel], referenceOffset + done, reference[channel], count);
        take(testPlanes[channel], testOffset + done, test[channel], count);
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
    for (int channel = 0; channel < 2; channel++) {
      System.arraycopy(reference[channel], HOP, reference[channel], 0, HOP);
      System.arraycopy(test[channel], HOP, test[channel], 0, HOP);
    }
    filled = HOP;
  }

  private void compare() {
    boolean data = isData(reference[0]) || isData(reference[1]);
    started |= data;
    left.hear(reference[0], test[0]);
    right.hear(reference[1], test[1]);
    if (firstLoud == Long.MAX_VALUE && (left.loud() || right.loud())) {
      firstLoud = frame;
    }
    if (started) {
      count(left);
      count(right);
      detection.frame(left, right);
    }
    if (data) {
      left.mark();
      right.mark();
      detection.mark();
    }
    frame++;
  }

  private void count(ChannelPair channel) {
    channel.count();
    if (frame >= SETTLING_FRAMES) {
      channel.countModulation();
      if (frame - FRAMES_AFTER_LOUD >= firstLoud) {
        channel.countNoiseLoudness();
      }
    }
    if (left.energetic() || right.energetic()) {
      channel.countHarmonics();
    }
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
   * Ends the comparison; what is left of a frame is filled up with silence.
   *
   * @return empty if the reference is silent or lasts less than about 0.6 s
   */
  public Optional<QualityScore> finish() {
    if (!finished && filled > 0) {
      for (int channel = 0; channel < 2; channel++) {
        Arrays.fill(reference[channel], filled, FRAME, 0);
        Arrays.fill(test[channel], filled, FRAME, 0);
      }
      compare();
    }
    finished = true;
    boolean measurable = mean(pair -> pair.modulation.windowed1()).isPresent();
    return measurable ? Optional.of(QualityScore.of(outputs())) : Optional.empty();
  }

  private ModelOutputs outputs() {
    return new ModelOutputs(
        meanOrZero(pair -> pair.bandwidth.reference()),
        meanOrZero(pair -> pair.bandwidth.test()),
        meanOrZero(pair -> pair.noiseToMask.total()),
        meanOrZero(pair -> pair.modulation.windowed1()),
        detection.averageDistortedBlock(),
        meanOrZero(pair -> pair.harmonics.mean()),
        meanOrZero(pair -> pair.modulation.average1()),
        meanOrZero(pair -> pair.modulation.average2()),
        meanOrZero(pair -> pair.noiseLoudness.rms()),
        detection.maximumFiltered(),
        meanOrZero(pair -> pair.noiseToMask.disturbedFrames()));
  }

  private double meanOrZero(Function<ChannelPair, OptionalDouble> variable) {
    return mean(variable).orElse(0);
  }

  /** Over the channels that have a value. */
  private OptionalDouble mean(Function<ChannelPair, OptionalDouble> variable) {
    OptionalDouble ofLeft = variable.apply(left);
    OptionalDouble ofRight = variable.apply(right);
    if (ofLeft.isEmpty() || ofRight.isEmpty()) {
      return ofLeft.isPresent() ? ofLeft : ofRight;
    }
    return OptionalDouble.of((ofLeft.getAsDouble() + ofRight.getAsDouble()) / 2);
  }
}
