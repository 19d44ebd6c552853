package org.audioprocessor.preview.comparison;

import org.audioprocessor.loudness.TruePeakLimiter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.deck.LineFrames;

/** Decodes a raw file at a given rate and applies the treatment that preceded the encoder. */
final class TreatedFrames implements AutoCloseable {
  /** A ceiling above any signal: the limiter only delays and multiplies. */
  private static final double NEVER_DBTP = 200;

  private final LineFrames frames;
  private final Treatment treatment;
  private final int sampleRate;
  private final TruePeakLimiter limiter;
  private final AudioBlock block = new AudioBlock();
  private long position;
  private boolean ended;

  private TreatedFrames(LineFrames frames, Treatment treatment, int sampleRate) {
    this.frames = frames;
    this.treatment = treatment;
    this.sampleRate = sampleRate;
    limiter = new TruePeakLimiter(sampleRate, 2, treatment.ceilingDbtp().orElse(NEVER_DBTP));
    limiter.setGainDb(treatment.gainDb());
  }

  static TreatedFrames open(PcmSource raw, Treatment treatment, int sampleRate)
      throws PlaybackException, InterruptedException {
    return new TreatedFrames(LineFrames.open(raw, sampleRate, 0), treatment, sampleRate);
  }

  /**
   * Replaces the block with the next frames, possibly none.
   *
   * @return false at the end, with an empty block
   */
  boolean next(AudioBlock out) throws PlaybackException, InterruptedException {
    if (frames.next(block)) {
      treatment.curve().apply(block.samples(), 0, block.frames(), position, sampleRate);
      position += block.frames();
      float[][] room = out.resize(2, block.frames());
      int got = limiter.process(block.samples(), 0, block.frames(), room);
      out.lend(room, got);
      return true;
    }
    boolean last = !ended;
    ended = true;
    float[][] room = out.resize(2, limiter.latencyFrames());
    out.lend(room, last ? limiter.finish(room) : 0);
    return last;
  }

  @Override
  public void close() {
    frames.close();
  }
}
