package org.audioprocessor.preview.deck;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.Rendition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes a rendition on its own thread, slightly ahead of its reader. That thread owns all native
 * memory. Reading never blocks and is for one thread.
 */
final class Feed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  /** Blocks of about 1024 frames in the queue: half a second. */
  private static final int MOST_PIECES = 24;

  /** The state of the next frame. */
  enum Supply {
    /** The next block is not decoded yet. */
    COMING,
    SOUND,
    END,
    FAILED
  }

  /** Sound, its end or a failure. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Piece(float[][] planes, int frames, Supply supply, String sentence) {}

  private final Rendition rendition;
  private final PcmSource source;
  private final int lineRate;
  private final long startFrame;
  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(MOST_PIECES);
  private final AtomicLong queuedFrames = new AtomicLong();
  private final Thread thread;
  private volatile boolean complete;
  private volatile OptionalDouble musicSeconds = OptionalDouble.empty();

  private @Nullable Piece current;
  private int taken;
  private long position;

  /**
   * Starts to decode.
   *
   * @param startFrame the first frame of music, at the line's rate
   */
  Feed(Rendition rendition, PcmSource source, int lineRate, long startFrame) {
    this.rendition = rendition;
    this.source = source;
    this.lineRate = lineRate;
    this.startFrame = startFrame;
    this.position = startFrame;
    this.thread =
        Thread.ofPlatform().daemon().name("preview decode " + rendition).unstarted(this::decode);
    thread.start();
  }

  Rendition rendition() {
    return rendition;
  }

  /** The next frame. */
  long position() {
    return position;
  }

  OptionalDouble musicSeconds() {
    return musicSeconds;
  }

  Supply supply() {
    Piece piece = current;
    if (piece == null || (piece.supply() == Supply.SOUND && taken == piece.frames())) {
      piece = pieces.poll();
      current = piece;
      taken = 0;
    }
    return piece == null ? Supply.COMING : piece.supply();
  }

  /** Whether this number of frames is ready, or all remaining ones. */
  boolean has(int frames) {
    return complete || queuedFrames.get() >= frames;
  }

  /** Why it failed. */
  String sentence() {
    Piece piece = current;
    return piece == null ? "" : piece.sentence();
  }

  /** Takes up to this number of frames; fewer, even none, if they are not ready. */
  int take(float[][] out, int offset, int frames) {
    int got = 0;
    while (got < frames && supply() == Supply.SOUND) {
      got += takeFromPiece(out, offset + got, frames - got);
    }
    return got;
  }

  /** Skips the decoded frames before a frame. */
  void skipTo(long frame) {
    while (position < frame && supply() == Supply.SOUND) {
      takeFromPiece(null, 0, (int) Math.min(Integer.MAX_VALUE, frame - position));
    }
  }

  private int takeFromPiece(float @Nullable [][] out, int offset, int frames) {
    Piece piece = current;
    if (piece == null) {
      return 0;
    }
    int count = Math.min(frames, piece.frames() - taken);
    for (int channel = 0; out != null && channel < out.length; channel++) {
      System.arraycopy(piece.planes()[channel], taken, out[channel], offset, count);
    }
    taken += count;
    position += count;
    queuedFrames.addAndGet(-count);
    return count;
  }

  private void decode() {
    try (LineFrames frames = LineFrames.open(source, lineRate, startFrame)) {
      musicSeconds = frames.musicSeconds();
      AudioBlock block = new AudioBlock();
      while (frames.next(block)) {
        if (block.frames() > 0) {
          pieces.put(copy(block));
          queuedFrames.addAndGet(block.frames());
        }
      }
      complete = true;
      pieces.put(new Piece(new float[0][], 0, Supply.END, ""));
    } catch (InterruptedException e) {
      LOG.debug("{} is no longer needed", rendition);
    } catch (PlaybackException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("decoding {} failed", rendition, e);
      fail("“" + rendition + "” cannot be played because of an internal error:  " + e);
    }
  }

  private static Piece copy(AudioBlock block) {
    float[][] planes = new float[block.channels()][];
    for (int channel = 0; channel < planes.length; channel++) {
      planes[channel] = Arrays.copyOf(block.samples()[channel], block.frames());
    }
    return new Piece(planes, block.frames(), Supply.SOUND, "");
  }

  private void fail(String sentence) {
    complete = true;
    try {
      pieces.put(new Piece(new float[0][], 0, Supply.FAILED, sentence));
    } catch (InterruptedException e) {
      LOG.debug("{} is no longer needed", rendition);
    }
  }

  /** Ends the thread; does not wait for it. */
  @Override
  public void close() {
    thread.interrupt();
  }

  boolean isEnded() {
    return !thread.isAlive();
  }

  /** Waits up to this time for the thread to end. */
  void join(long millis) throws InterruptedException {
    thread.join(Math.max(1, millis));
  }
}
