package org.audioprocessor.preview.deck;

import java.math.BigInteger;
import java.util.OptionalDouble;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;

/**
 * Resamples a rendition to the line's rate, from an exact frame. Frame n at the line's rate is the
 * same instant of music in every rendition: exactly if the rates' common grid lies within the
 * pre-roll, otherwise to half a frame.
 */
public final class LineFrames implements AutoCloseable {
  private static final int CHANNELS = 2;

  /** Pre-roll for the resampler's filter and its grid: 32 kHz and 44.1 kHz meet every 10 ms. */
  private static final double PRE_ROLL_SECONDS = 0.03;

  /** The filter's reach, in frames of the source. */
  private static final int FILTER_FRAMES = 256;

  /** An end that is never reached; differences to it do not overflow. */
  private static final long UNKNOWN_END = Long.MAX_VALUE / 2;

  private final StereoStream stream;
  private final Resampler resampler;
  private final AudioBlock read = new AudioBlock();
  private final long endFrame;
  private long sourceFrame;
  private long skipTo;
  private long toDrop;
  private boolean finished;

  private LineFrames(StereoStream stream, int lineRate, long startFrame) throws MediaException {
    this.stream = stream;
    int rate = stream.sampleRate();
    int unit = rate / BigInteger.valueOf(rate).gcd(BigInteger.valueOf(lineRate)).intValueExact();
    sourceFrame = stream.firstFrame();
    long begin = Math.max(0, sourceFrame);
    long onGrid = Math.ceilDiv(begin, (long) unit) * unit;
    long latest = Math.max(0, startFrame * rate / lineRate - FILTER_FRAMES);
    skipTo = onGrid <= latest ? onGrid : begin;
    toDrop = startFrame - Math.round((double) skipTo * lineRate / rate);
    endFrame =
        stream.musicSeconds().isPresent()
            ? Math.round(stream.musicSeconds().getAsDouble() * rate)
            : UNKNOWN_END;
    resampler = Resampler.open(rate, lineRate, CHANNELS);
  }

  /**
   * Opens a rendition.
   *
   * @param startFrame the first frame, at the line's rate
   */
  public static LineFrames open(PcmSource source, int lineRate, long startFrame)
      throws PlaybackException, InterruptedException {
    double fromSeconds = Math.max(0, (double) startFrame / lineRate - PRE_ROLL_SECONDS);
    StereoStream stream = source.open(fromSeconds);
    try {
      return new LineFrames(stream, lineRate, startFrame);
    } catch (MediaException e) {
      stream.close();
      throw new PlaybackException("The sound cannot be resampled: " + e.getMessage(), e);
    }
  }

  OptionalDouble musicSeconds() {
    return stream.musicSeconds();
  }

  /**
   * Replaces the block with the next frames, possibly none.
   *
   * @return false at the end, with an empty block
   */
  public boolean next(AudioBlock out) throws PlaybackException, InterruptedException {
    out.resize(CHANNELS, 0);
    if (finished) {
      return false;
    }
    try {
      if (sourceFrame < endFrame && stream.read(read)) {
        resample(out);
      } else {
        finished = true;
        float[][] room = out.resize(CHANNELS, resampler.outputFramesAtMost(0));
        keep(out, room, resampler.finish(room));
      }
      return true;
    } catch (MediaException e) {
      throw new PlaybackException("The sound cannot be resampled: " + e.getMessage(), e);
    }
  }

  private void resample(AudioBlock out) throws MediaException {
    int from = Math.clamp(skipTo - sourceFrame, 0, read.frames());
    int to = Math.clamp(endFrame - sourceFrame, from, read.frames());
    sourceFrame += read.frames();
    float[][] room = out.resize(CHANNELS, resampler.outputFramesAtMost(to - from));
    int got = to > from ? resampler.process(read.samples(), from, to - from, room) : 0;
    keep(out, room, got);
  }

  private void keep(AudioBlock out, float[][] room, int got) {
    int dropped = Math.clamp(toDrop, 0, got);
    toDrop -= dropped;
    for (float[] plane : room) {
      System.arraycopy(plane, dropped, plane, 0, got - dropped);
    }
    out.lend(room, got - dropped);
  }

  @Override
  public void close() {
    try {
      resampler.close();
    } finally {
      stream.close();
    }
  }
}
