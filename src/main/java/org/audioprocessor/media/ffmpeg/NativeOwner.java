package org.audioprocessor.media.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Owns native memory until it is closed. Neither the garbage collector nor a JavaCPP scope frees
 * FFmpeg's structs, so an owner that is not closed leaks them.
 */
public abstract class NativeOwner implements AutoCloseable {
  private static final AtomicInteger LIVE = new AtomicInteger();
  private static final AtomicLong OPENED = new AtomicLong();

  private final Deque<Runnable> frees = new ArrayDeque<>();
  private boolean closed;

  public NativeOwner() {
    Ffmpeg.load();
    LIVE.incrementAndGet();
    OPENED.incrementAndGet();
  }

  /** Number of open owners in the process. */
  public static int live() {
    return LIVE.get();
  }

  /** Number of owners ever opened in this process; 0 if other processes decode. */
  public static long opened() {
    return OPENED.get();
  }

  /** Registers an action that frees memory; {@link #close} runs the actions in reverse order. */
  public final void onClose(Runnable free) {
    frees.push(free);
  }

  /**
   * Checks that this owner is open.
   *
   * @throws IllegalStateException after close
   */
  public final void requireOpen() {
    if (closed) {
      throw new IllegalStateException(getClass().getSimpleName() + " is closed");
    }
  }

  /**
   * Frees everything once, in reverse order. Throws the first failure with the others suppressed.
   */
  @Override
  public final void close() {
    if (closed) {
      return;
    }
    closed = true;
    RuntimeException first = null;
    while (!frees.isEmpty()) {
      first = run(frees.pop(), first);
    }
    LIVE.decrementAndGet();
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable RuntimeException run(Runnable free, @Nullable RuntimeException first) {
    try {
      free.run();
      return first;
    } catch (RuntimeException e) {
      if (first == null) {
        return e;
      }
      first.addSuppressed(e);
      return first;
    }
  }
}
