package org.audioprocessor.cli.run;

/**
 * Keeps the heap small if the program was started without its own JVM flags. By default, a virtual
 * machine on a large machine collects no garbage before the heap has hundreds of megabytes.
 */
public final class SmallHeap {
  private static final long MEGABYTE = 1 << 20;

  /** A lower limit was set on purpose and is respected. */
  private static final long LARGE_LIMIT_BYTES = 512 * MEGABYTE;

  private static final long MOST_USED_BYTES = 72 * MEGABYTE;
  private static final long CHECK_MILLIS = 50;

  private SmallHeap() {}

  /** Checks the heap in the background until the process ends. */
  public static void watch() {
    if (Runtime.getRuntime().maxMemory() > LARGE_LIMIT_BYTES) {
      Thread.ofPlatform().daemon().name("small-heap").start(SmallHeap::check);
    }
  }

  private static void check() {
    Runtime runtime = Runtime.getRuntime();
    try {
      while (true) {
        Thread.sleep(CHECK_MILLIS);
        if (runtime.totalMemory() - runtime.freeMemory() > MOST_USED_BYTES) {
          System.gc();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
