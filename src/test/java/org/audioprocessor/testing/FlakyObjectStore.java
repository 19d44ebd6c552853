package org.audioprocessor.testing;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;

/** A store that fails as planned, and otherwise is the store behind it. */
public final class FlakyObjectStore implements ObjectStore {

  private final ObjectStore store;
  private final Faults faults;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile long usableBytes = Long.MAX_VALUE;

  public FlakyObjectStore(ObjectStore store, Faults faults) {
    this.store = store;
    this.faults = faults;
  }

  /** Sets the free space; without it the space is unlimited. */
  public FlakyObjectStore withUsableBytes(long bytes) {
    usableBytes = bytes;
    return this;
  }

  @Override
  public long usableBytes() {
    return usableBytes;
  }

  /** How many calls there were, those that failed included; {@code checkKey} is none. */
  public int calls() {
    return calls.get();
  }

  /** How many of them were disturbed. */
  public int failures() {
    return failures.get();
  }

  private interface Step<T> {
    T run() throws StorageException;
  }

  private <T> T call(Faults.Operation operation, String key, Step<T> step) throws StorageException {
    Faults.Fault fault = next(operation, key);
    if (fault instanceof Faults.FailBefore(StorageException.Kind kind)) {
      throw planned(kind, key);
    }
    T result = step.run();
    if (fault instanceof Faults.FailAfter(StorageException.Kind kind)) {
      throw planned(kind, key);
    }
    return result;
  }

  private InputStream stream(String key, Step<InputStream> step) throws StorageException {
    Faults.Fault fault = next(Faults.Operation.GET, key);
    if (fault instanceof Faults.FailBefore(StorageException.Kind kind)) {
      throw planned(kind, key);
    }
    if (fault instanceof Faults.FailAfter(StorageException.Kind kind)) {
      return new CutStream(step.run(), Faults.BYTES_BEFORE_RESET, planned(kind, key));
    }
    return fault instanceof Faults.Truncate(long bytes)
        ? new CutStream(step.run(), bytes, null)
        : step.run();
  }

  private Faults.Fault next(Faults.Operation operation, String key) throws StorageException {
    Faults.Fault fault = faults.next(calls.incrementAndGet(), operation, key);
    if (!(fault instanceof Faults.None)) {
      failures.incrementAndGet();
    }
    if (fault instanceof Faults.Delay(Duration time)) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw planned(StorageException.Kind.IO, key);
      }
    }
    return fault;
  }

  private static StorageException planned(StorageException.Kind kind, String key) {
    return new StorageException(kind, "A planned failure at “" + key + "”.");
  }

  @Override
  public boolean isLocal() {
    return store.isLocal();
  }

  @Override
  public void checkKey(String key) throws StorageException {
    store.checkKey(key);
  }

  @Override
  public StoredObject put(String key, Body body, PutOptions options) throws StorageException {
    return call(Faults.Operation.PUT, key, () -> store.put(key, body, options));
  }

  @Override
  public InputStream get(String key) throws StorageException {
    return stream(key, () -> store.get(key));
  }

  @Override
  public InputStream get(String key, long from, long toInclusive) throws StorageException {
    return stream(key, () -> store.get(key, from, toInclusive));
  }

  @Override
  public Optional<StoredObject> head(String key) throws StorageException {
    return call(Faults.Operation.HEAD, key, () -> store.head(key));
  }

  @Override
  public Stream<StoredObject> list(String prefix) throws StorageException {
    return call(Faults.Operation.LIST, prefix, () -> store.list(prefix));
  }

  @Override
  public StoredObject copy(String from, String to, PutOptions options) throws StorageException {
    return call(Faults.Operation.COPY, to, () -> store.copy(from, to, options));
  }

  @Override
  public void delete(String key) throws StorageException {
    call(
        Faults.Operation.DELETE,
        key,
        () -> {
          store.delete(key);
          return key;
        });
  }

  @Override
  public void close() throws StorageException {
    store.close();
  }
}
