package org.audioprocessor.worker;

/** How many tracks keep a machine busy. The figures behind it are in decision record 0007. */
public final class TracksAtOnce {
  private static final int CORES_THAT_A_TRACK_KEEPS_BUSY = 1;
  private static final long HEAP_BYTES_OF_THE_PROGRAM = 24L << 20;
  private static final long HEAP_BYTES_OF_A_TRACK = 16L << 20;

  private TracksAtOnce() {}

  /** For this machine's processors and this process's heap. */
  public static int ofThisMachine() {
    Runtime runtime = Runtime.getRuntime();
    return of(runtime.availableProcessors(), runtime.maxMemory());
  }

  static int of(int processors, long heapBytes) {
    long byHeap = (heapBytes - HEAP_BYTES_OF_THE_PROGRAM) / HEAP_BYTES_OF_A_TRACK;
    int byCores = Math.ceilDiv(processors, CORES_THAT_A_TRACK_KEEPS_BUSY);
    return (int) Math.max(1, Math.min(byCores, byHeap));
  }
}
