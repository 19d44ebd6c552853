package org.audioprocessor.process.publish;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.render.TrackSink;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * Stores segments during encoding, at most 16 at a time, which also bounds the segments in memory.
 * The next call throws the first failure.
 */
public final class StoreSegmentSink implements TrackSink, AutoCloseable {
  private static final int IN_FLIGHT = 16;

  private final PublicationTarget target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(IN_FLIGHT);
  private final Map<String, StoredObject> stored = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable ProcessingException> failure = new AtomicReference<>();

  /** Stores segments in the folder of the track. */
  public StoreSegmentSink(PublicationTarget target) {
    this.target = target;
  }

  @Override
  public void announce(List<String> names) throws ProcessingException {
    target.log().willWrite(names.stream().map(name -> target.keys().folder() + name).toList());
  }

  @Override
  public void put(String name, byte[] bytes) throws ProcessingException {
    acquire(1);
    try {
      rethrow();
      target.guard().checkBeforeSegment();
      threads.execute(() -> send(name, bytes));
    } catch (Throwable t) {
      places.release();
      throw t;
    }
  }

  private void send(String name, byte[] bytes) {
    String key = target.keys().folder() + name;
    try {
      stored.put(name, target.store().put(key, Body.of(bytes), Publish.options(key)));
    } catch (StorageException e) {
      failure.compareAndSet(null, ProcessingException.of(e));
    } catch (Throwable t) {
      // an unnoticed error in this thread would publish a playlist without this segment
      failure.compareAndSet(
          null,
          new ProcessingException(
              FailureKind.INTERNAL, "A segment could not be stored. Please report this.", t));
    } finally {
      places.release();
    }
  }

  /** Returns once every segment is stored and verified by the store. */
  public void await() throws ProcessingException {
    acquire(IN_FLIGHT);
    places.release(IN_FLIGHT);
    rethrow();
  }

  /** Returns what is stored so far, by the names of {@link #put}. */
  public Map<String, StoredObject> stored() {
    return Map.copyOf(stored);
  }

  private void acquire(int permits) throws ProcessingException {
    try {
      places.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProcessingException(FailureKind.CANCELLED, "The work was interrupted.", e);
    }
  }

  private void rethrow() throws ProcessingException {
    ProcessingException first = failure.get();
    if (first != null) {
      throw new ProcessingException(first.kind(), first.sentence(), first);
    }
  }

  /**
   * Waits for the requests in flight; stops them after a failure, since no playlist refers to them.
   */
  @Override
  public void close() {
    if (failure.get() != null) {
      threads.shutdownNow();
    }
    threads.close();
  }
}
