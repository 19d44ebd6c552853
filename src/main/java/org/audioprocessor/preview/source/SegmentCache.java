package org.audioprocessor.preview.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a track's small objects from the store and caches the last few, for repeated passages and
 * seeks. Safe for use by many threads.
 */
final class SegmentCache {
  /** 30 s at 320 kb/s are 1.2 MB. */
  private static final int MOST_BYTES = 16 << 20;

  private static final int KEPT = 6;
  private static final long[] PAUSES_MILLIS = {200, 800, 2000};

  private final ObjectStore store;
  private final Map<String, byte[]> kept = new LinkedHashMap<>();

  SegmentCache(ObjectStore store) {
    this.store = store;
  }

  /** Returns the object's bytes, which are shared and must not be changed. */
  byte[] bytes(String key) throws PlaybackException, InterruptedException {
    byte[] known = known(key);
    if (known != null) {
      return known;
    }
    byte[] read = fetch(key);
    keep(key, read);
    return read;
  }

  /** Reads the object's current bytes; does not cache them. */
  byte[] fetch(String key) throws PlaybackException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try (InputStream in = store.get(key)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new PlaybackException(
              "“" + key + "” is larger than a segment can be. Process the track again.");
        }
        return bytes;
      } catch (IOException e) {
        requireInterest();
        if (attempt == PAUSES_MILLIS.length || !canPass(e)) {
          throw failed(key, e);
        }
        Thread.sleep(PAUSES_MILLIS[attempt]);
      }
    }
  }

  /** An interrupted store reports a failure of another kind. */
  private static void requireInterest() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the object is no longer needed");
    }
  }

  private static boolean canPass(IOException e) {
    return !(e instanceof StorageException storage)
        || switch (storage.kind()) {
          case UNAVAILABLE, IO, CHECKSUM -> true;
          case NOT_FOUND,
              DENIED,
              CREDENTIALS,
              REFUSED,
              INTERRUPTED,
              PRECONDITION_FAILED,
              FULL,
              INVALID_KEY ->
              false;
        };
  }

  static PlaybackException failed(String key, IOException e) {
    if (e instanceof StorageException storage
        && storage.kind() == StorageException.Kind.NOT_FOUND) {
      return new PlaybackException(
          "“" + key + "” is not in the store. Process the track, or process it again.", e);
    }
    return new PlaybackException(
        "“" + key + "” cannot be read from the store: " + e.getMessage(), e);
  }

  private synchronized byte @Nullable [] known(String key) {
    byte[] bytes = kept.remove(key);
    if (bytes != null) {
      kept.put(key, bytes);
    }
    return bytes;
  }

  private synchronized void keep(String key, byte[] bytes) {
    kept.put(key, bytes);
    while (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
  }
}
