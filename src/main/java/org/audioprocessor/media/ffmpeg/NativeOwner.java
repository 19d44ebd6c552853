package org.audioprocessor.media.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Owns native memory until it is closed. Neither the garbage collector nor a JavaCPP scope frees
 * FFmpeg's structs: what is not closed is leaked.
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

  /** Owners that were opened and not yet closed, in the whole process. */
  public static int live() {
    return LIVE.get();
  }

  /** Owners that were ever opened in this process: none where it leaves decoding to another. */
  public static long opened() {
    return OPENED.get();
  }

  /** Registers what frees something just obtained; run in reverse order by {@link #close}. */
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
   * Frees everything, in reverse order, once. The first failure is thrown, the others ride on it.
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
