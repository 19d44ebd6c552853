package org.audioprocessor.worker.kill;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.RetryCheck;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;

/** Wraps a store: reports a checkpoint before and after each change, and during reads. */
record CheckpointStore(ObjectStore store, Checkpoints checkpoints) implements ObjectStore {

  @Override
  public ObjectStore withRetryCheck(RetryCheck check) {
    return new CheckpointStore(store.withRetryCheck(check), checkpoints);
  }

  @Override
  public void checkKey(String key) throws StorageException {
    store.checkKey(key);
  }

  @Override
  public StoredObject put(String key, Body body, PutOptions options) throws StorageException {
    checkpoints.at("before put " + key);
    StoredObject done = store.put(key, body, options);
    checkpoints.at("after put " + key);
    return done;
  }

  @Override
  public InputStream get(String key) throws StorageException {
    return new Told(store.get(key), "reading " + key, checkpoints);
  }

  @Override
  public InputStream get(String key, long from, long toInclusive) throws StorageException {
    return store.get(key, from, toInclusive);
  }

  @Override
  public Optional<StoredObject> head(String key) throws StorageException {
    return store.head(key);
  }

  @Override
  public Stream<StoredObject> list(String prefix) throws StorageException {
    return store.list(prefix);
  }

  @Override
  public StoredObject copy(String from, String to, PutOptions options) throws StorageException {
    checkpoints.at("before copy " + to);
    StoredObject done = store.copy(from, to, options);
    checkpoints.at("after copy " + to);
    return done;
  }

  @Override
  public void delete(String key) throws StorageException {
    checkpoints.at("before delete " + key);
    store.delete(key);
    checkpoints.at("after delete " + key);
  }

  @Override
  public void close() throws StorageException {
    store.close();
  }

  /** Tells before each read but the first, when a part of the bytes has been passed on. */
  private static final class Told extends FilterInputStream {
    private final String moment;
    private final Checkpoints checkpoints;
    private boolean begun;

    Told(InputStream in, String moment, Checkpoints checkpoints) {
      super(in);
      this.moment = moment;
      this.checkpoints = checkpoints;
    }

    @Override
    public int read() throws IOException {
      tell();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      tell();
      return super.read(bytes, offset, length);
    }

    private void tell() {
      if (begun) {
        checkpoints.at(moment);
      }
      begun = true;
    }
  }
}
