package org.audioprocessor.worker;

/** Default number of concurrent tracks; decision record 0007 has the figures. */
public final class TracksAtOnce {

  private static final long HEAP_BYTES_OF_THE_PROGRAM = 24L << 20;
  private static final long HEAP_BYTES_OF_A_TRACK = 16L << 20;

  private TracksAtOnce() {}

  /** One for each processor of this machine, if this process's heap is large enough. */
  public static int ofThisMachine() {
    Runtime runtime = Runtime.getRuntime();
    return of(runtime.availableProcessors(), runtime.maxMemory());
  }

  static int of(int processors, long heapBytes) {
    long byHeap = (heapBytes - HEAP_BYTES_OF_THE_PROGRAM) / HEAP_BYTES_OF_A_TRACK;

    return (int) Math.max(1, Math.min(processors, byHeap));
  }
}
