package org.audioprocessor.preview.comparison;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.deck.LineFrames;
import org.audioprocessor.quality.QualityMeter;
import org.audioprocessor.quality.QualityScore;

/**
 * Compares a whole rendition with its raw file at 48 kHz, frame by frame from the music's first
 * sample.
 */
public final class QualityScan {
  private static final int RATE = QualityMeter.SAMPLE_RATE;

  private final Side reference = new Side();
  private final Side rendition = new Side();
  private final QualityMeter meter = new QualityMeter();
  private final BooleanSupplier cancelled;

  /** Frames of one signal that are not compared yet. */
  private static final class Side {
    private final AudioBlock block = new AudioBlock();
    private int offset;

    int left() {
      return block.frames() - offset;
    }
  }

  /** Fills a block; false at the end. */
  private interface Frames {
    boolean next(AudioBlock into) throws PlaybackException, InterruptedException;
  }

  private QualityScan(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  /**
   * Runs the comparison, which takes seconds.
   *
   * @param treatment applied to the raw file first, since it is not a loss by the encoder
   * @param cancelled polled often
   * @return empty for silence and for sound that is too short
   * @throws InterruptedException also if it was cancelled
   */
  public static Optional<QualityScore> of(
      PcmSource raw, Treatment treatment, PcmSource rendition, BooleanSupplier cancelled)
      throws PlaybackException, InterruptedException {
    try (TreatedFrames before = TreatedFrames.open(raw, treatment, RATE);
        LineFrames after = LineFrames.open(rendition, RATE, 0)) {
      return new QualityScan(cancelled).compare(before::next, after::next);
    }
  }

  private Optional<QualityScore> compare(Frames before, Frames after)
      throws PlaybackException, InterruptedException {
    while (fill(reference, before) && fill(rendition, after)) {
      if (cancelled.getAsBoolean() || Thread.interrupted()) {
        throw new InterruptedException("the comparison was cancelled");
      }
      int frames = Math.min(reference.left(), rendition.left());
      meter.feed(
          reference.block.samples(),
          reference.offset,
          rendition.block.samples(),
          rendition.offset,
          frames);
      reference.offset += frames;
      rendition.offset += frames;
    }
    return meter.finish();
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
}
