package org.audioprocessor.preview.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.deck.LineFrames;
import org.audioprocessor.quality.QualityMeter;
import org.audioprocessor.quality.QualityScore;

/**
 * Compares whole renditions with their raw file at 48 kHz, frame by frame from the music's first
 * sample. The raw file is decoded once for all.
 */
public final class QualityScan implements AutoCloseable {
  private static final int RATE = QualityMeter.SAMPLE_RATE;

  private final TreatedFrames raw;
  private final Side reference = new Side(1);
  private final List<LineFrames> renditions = new ArrayList<>();
  private final List<Side> heard = new ArrayList<>();
  private final BooleanSupplier cancelled;

  /**
   * A published rendition.
   *
   * @param gainDb that its encoder's input had
   */
  public record Published(PcmSource sound, double gainDb) {}

  /** Frames of one signal that are not compared yet. */
  private static final class Side {
    private final AudioBlock block = new AudioBlock();
    private final float gain;
    private float[][] next = new float[2][0];
    private int offset;

    Side(double gain) {
      this.gain = (float) gain;
    }

    int left() {
      return block.frames() - offset;
    }

    /** The next frames, from index 0 on, at the reference's gain. */
    float[][] take(int frames) {
      if (next[0].length < frames) {
        next = new float[2][frames];
      }
      for (int channel = 0; channel < 2; channel++) {
        float[] from = block.samples()[channel];
        for (int i = 0; i < frames; i++) {
          next[channel][i] = gain * from[offset + i];
        }
      }
      offset += frames;
      return next;
    }
  }

  /** Fills a block; false at the end. */
  private interface Frames {
    boolean next(AudioBlock into) throws PlaybackException, InterruptedException;
  }

  private QualityScan(TreatedFrames raw, BooleanSupplier cancelled) {
    this.raw = raw;
    this.cancelled = cancelled;
  }

  /**
   * Runs the comparison, which takes seconds.
   *
   * @param treatment applied to the raw file first, since it is not a loss by the encoder
   * @param cancelled polled often
   * @return a score for each rendition, empty for silence and for sound that is too short
   * @throws InterruptedException also if it was cancelled
   */
  public static List<Optional<QualityScore>> of(
      PcmSource raw, Treatment treatment, List<Published> renditions, BooleanSupplier cancelled)
      throws PlaybackException, InterruptedException {
    try (QualityScan scan = new QualityScan(TreatedFrames.open(raw, treatment, RATE), cancelled)) {
      for (Published rendition : renditions) {
        scan.renditions.add(LineFrames.open(rendition.sound(), RATE, 0));
        double gainDb = treatment.gainDb() - rendition.gainDb();
        scan.heard.add(new Side(Math.pow(10, gainDb / 20)));
      }
      return scan.compare();
    }
  }

  private List<Optional<QualityScore>> compare() throws PlaybackException, InterruptedException {
    QualityMeter meter = new QualityMeter(heard.size());
    while (fillAll()) {
      if (cancelled.getAsBoolean() || Thread.interrupted()) {
        throw new InterruptedException("the comparison was cancelled");
      }
      int frames = reference.left();
      for (Side side : heard) {
        frames = Math.min(frames, side.left());
      }
      List<float[][]> tests = new ArrayList<>();
      for (Side side : heard) {
        tests.add(side.take(frames));
      }
      meter.feed(reference.take(frames), 0, tests, 0, frames);
    }
    return meter.finishAll();
  }

  /** False if one of the signals has ended. */
  private boolean fillAll() throws PlaybackException, InterruptedException {
    boolean more = fill(reference, raw::next);
    for (int i = 0; more && i < heard.size(); i++) {
      more = fill(heard.get(i), renditions.get(i)::next);
    }
    return more;
  }

  private static boolean fill(Side side, Frames frames)
      throws PlaybackException, InterruptedException {
    while (side.left() == 0) {
      side.offset = 0;
      if (!frames.next(side.block)) {
        return side.left() > 0;
      }
    }
    return true;
  }

  @Override
  public void close() {
    renditions.forEach(LineFrames::close);
    raw.close();
  }
}
