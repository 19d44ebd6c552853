package org.audioprocessor.preview.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.audioprocessor.preview.PlaybackException;

/** Reads segments in order, a few ahead of the reader. For one thread. */
final class SegmentAhead implements AutoCloseable {
  private static final int AHEAD = 3;

  private final SegmentCache cache;
  private final ExecutorService executor;
  private final IntFunction<String> keyOf;
  private final int end;
  private final Deque<Future<byte[]>> coming = new ArrayDeque<>();
  private int next;

  /**
   * @param first the first segment
   * @param end the number of segments
   */
  SegmentAhead(
      SegmentCache cache, ExecutorService executor, IntFunction<String> keyOf, int first, int end) {
    this.cache = cache;
    this.executor = executor;
    this.keyOf = keyOf;
    this.next = first;
    this.end = end;
    ask();
  }

  private void ask() {
    while (coming.size() < AHEAD && next < end) {
      String key = keyOf.apply(next++);
      coming.add(executor.submit(() -> cache.bytes(key)));
    }
  }

  /** Returns the next segment's bytes; requires that there is one. */
  byte[] take() throws PlaybackException, InterruptedException {
    Future<byte[]> first = coming.remove();
    try {
      byte[] bytes = first.get();
      ask();
      return bytes;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PlaybackException failed
          ? failed
          : new PlaybackException("A segment cannot be read: " + e.getCause(), e);
    } finally {
      first.cancel(true);
    }
  }

  @Override
  public void close() {
    coming.forEach(future -> future.cancel(true));
    coming.clear();
  }
}
