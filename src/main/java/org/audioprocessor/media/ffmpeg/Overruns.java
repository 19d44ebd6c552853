package org.audioprocessor.media.ffmpeg;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.audioprocessor.media.MediaException;

/**
 * Watches for reads that do not return from FFmpeg. A call that neither reads nor decodes cannot be
 * interrupted, so its process must end.
 */
public final class Overruns {
  private static final long TICK_NANOS = 500_000_000;
  private static final Set<ReadGuard> INSIDE = ConcurrentHashMap.newKeySet();

  private Overruns() {}

  /**
   * Calls {@code onOverrun} once when a read of this process exceeds the CPU time of its file and
   * does not end.
   */
  public static void watch(Consumer<MediaException> onOverrun) {
    Thread.ofPlatform().name("overruns").daemon().start(() -> run(onOverrun));
  }

  static void entered(ReadGuard guard) {
    INSIDE.add(guard);
  }

  static void left(ReadGuard guard) {
    INSIDE.remove(guard);
  }

  private static void run(Consumer<MediaException> onOverrun) {
    while (true) {
      LockSupport.parkNanos(TICK_NANOS);
      for (ReadGuard guard : INSIDE) {
        MediaException overrun = guard.overrun();
        if (overrun != null) {
          onOverrun.accept(overrun);
          return;
        }
      }
    }
  }
}
