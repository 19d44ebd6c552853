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
 * A rendition that is decoded on a thread of its own, a little ahead of whoever takes it. All
 * native memory lives and ends on that thread. Taking never waits, and is for one thread.
 */
final class Feed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  /** Of about 1024 frames each: half a second. */
  private static final int MOST_PIECES = 24;

  /** What comes next. */
  enum Supply {
    /** Nothing has arrived yet. */
    COMING,
    SOUND,
    END,
    FAILED
  }

  /** Sound, or what came instead of it. */
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
   * Begins to decode.
   *
   * @param startFrame the first frame to give, of music at the line's rate
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

  /** The frame that comes next. */
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

  /** Whether this much is at hand, or all there is. */
  boolean has(int frames) {
    return complete || queuedFrames.get() >= frames;
  }

  /** Why it failed. */
  String sentence() {
    Piece piece = current;
    return piece == null ? "" : piece.sentence();
  }

  /** Takes at most this many frames; fewer, even none, when they are not at hand. */
  int take(float[][] out, int offset, int frames) {
    int got = 0;
    while (got < frames && supply() == Supply.SOUND) {
      got += takeFromPiece(out, offset + got, frames - got);
    }
    return got;
  }

  /** Leaves out what lies before a frame, as far as it is at hand. */
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
      LOG.debug("{} is not wanted any more", rendition);
    } catch (PlaybackException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("decoding {} failed", rendition, e);
      fail("“" + rendition + "” cannot be played because of a fault of this program: " + e);
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
      LOG.debug("{} is not wanted any more", rendition);
    }
  }

  /** Asks the thread to end; does not wait. */
  @Override
  public void close() {
    thread.interrupt();
  }

  boolean isEnded() {
    return !thread.isAlive();
  }

  /** Waits for the thread to end, at most so long. */
  void join(long millis) throws InterruptedException {
    thread.join(Math.max(1, millis));
  }
}
