package org.audioprocessor.cli.run;

/**
 * Keeps the heap small where the program was started without its own JVM flags. A virtual machine
 * that may use a quarter of a large machine's memory would let garbage grow to hundreds of
 * megabytes before it collects any.
 */
public final class SmallHeap {
  private static final long MEGABYTE = 1 << 20;

  /** Whoever gave a limit below this knows what they want. */
  private static final long LARGE_LIMIT_BYTES = 512 * MEGABYTE;

  private static final long MOST_USED_BYTES = 72 * MEGABYTE;
  private static final long LOOK_MILLIS = 50;

  private SmallHeap() {}

  /** Looks after the heap in the background until the process ends. */
  public static void watch() {
    if (Runtime.getRuntime().maxMemory() > LARGE_LIMIT_BYTES) {
      Thread.ofPlatform().daemon().name("small-heap").start(SmallHeap::look);
    }
  }

  private static void look() {
    Runtime runtime = Runtime.getRuntime();
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        if (runtime.totalMemory() - runtime.freeMemory() > MOST_USED_BYTES) {
          System.gc();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
