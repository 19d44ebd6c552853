package org.audioprocessor.process.readback;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.audioprocessor.hls.rules.DeliveryFacts;
import org.audioprocessor.hls.rules.TrackFactsBuilder;
import org.audioprocessor.io.Digests;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * Reads a published track's objects by their paths in its folder. A missing or damaged object is
 * reported as a sentence and returned as empty; only an unavailable store is a failure. The headers
 * of all objects become facts.
 */
final class TrackObjects {
  private static final long MOST_TEXT_BYTES = 4 << 20;
  private static final int MOST_FAULTS = 20;

  private final ObjectStore store;
  private final TrackKeys keys;
  private final TrackFactsBuilder facts;
  private final List<String> faults = new ArrayList<>();
  private int found;

  /** Uses an object whose description was read before. */
  private interface Use<T> {
    T of(StoredObject object) throws IOException;
  }

  TrackObjects(ObjectStore store, TrackKeys keys, TrackFactsBuilder facts) {
    this.store = store;
    this.keys = keys;
    this.facts = facts;
  }

  /** Sentences about missing and damaged objects; limited in number. */
  List<String> faults() {
    List<String> shown = new ArrayList<>(faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
    int hidden = faults.size() - shown.size();
    if (hidden > 0) {
      shown.add("And " + hidden + " more things are missing or damaged.");
    }
    return shown;
  }

  /** Records a problem. */
  void fault(String sentence) {
    faults.add(sentence);
  }

  /** Whether any object was found. */
  boolean foundAny() {
    return found > 0;
  }

  Optional<String> text(String path) throws ProcessingException {
    return bytes(path, MOST_TEXT_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  Optional<byte[]> bytes(String path, long mostBytes) throws ProcessingException {
    return use(path, mostBytes, object -> read(object, mostBytes));
  }

  /** Copies the object to a file; false if that failed. */
  boolean download(String path, Path file, long mostBytes) throws ProcessingException {
    return use(path, mostBytes, object -> store.download(object, file)).isPresent();
  }

  private byte[] read(StoredObject object, long mostBytes) throws IOException {
    byte[] bytes;
    try (InputStream in = store.get(object.key())) {
      bytes = in.readNBytes((int) Math.min(mostBytes + 1, Integer.MAX_VALUE));
    }
    boolean same = object.sha256() == null || object.sha256().equals(Digests.sha256(bytes));
    if (bytes.length != object.size() || !same) {
      throw new StorageException(StorageException.Kind.CHECKSUM, "The bytes differ.");
    }
    return bytes;
  }

  private <T> Optional<T> use(String path, long mostBytes, Use<T> use) throws ProcessingException {
    try {
      Optional<StoredObject> object = store.head(keys.folder() + path);
      if (object.isEmpty()) {
        faults.add("“" + path + "” is missing.");
        return Optional.empty();
      }
      found++;
      describe(path, object.get());
      if (object.get().size() > mostBytes) {
        faults.add("“" + path + "” is larger than anything that is published.");
        return Optional.empty();
      }
      return Optional.of(use.of(object.get()));
    } catch (StorageException e) {
      faults.add(sentence(path, e));
      return Optional.empty();
    } catch (IOException e) {
      throw new ProcessingException(
          FailureKind.STORE_AWAY, "“" + path + "” could not be read to its end. Try again.", e);
    }
  }

  private void describe(String path, StoredObject object) {
    facts.object(
        new DeliveryFacts.Stored(
            path,
            Optional.ofNullable(object.contentType()),
            Optional.ofNullable(object.cacheControl())));
  }

  private static String sentence(String path, StorageException e) throws ProcessingException {
    return switch (e.kind()) {
      case NOT_FOUND -> "“" + path + "” is missing.";
      // without permission to list, a store answers so for a missing key
      case DENIED -> "“" + path + "” is missing, or the store does not let us read it.";
      case INVALID_KEY -> "“" + path + "” is no name that the store can hold.";
      case CHECKSUM, PRECONDITION_FAILED ->
          "“" + path + "” is not what was stored: its bytes were damaged or just replaced.";
      case CREDENTIALS, REFUSED, UNAVAILABLE, FULL, IO, INTERRUPTED ->
          throw ProcessingException.of(e);
    };
  }

  /** Every path in the track's folder; empty if the store does not permit listing. */
  Optional<List<String>> list() throws ProcessingException {
    try (Stream<StoredObject> objects = store.list(keys.folder())) {
      return Optional.of(
          objects.map(object -> object.key().substring(keys.folder().length())).toList());
    } catch (StorageException e) {
      return denied(e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof StorageException failure) {
        return denied(failure);
      }
      throw e;
    }
  }

  private static Optional<List<String>> denied(StorageException e) throws ProcessingException {
    if (e.kind() != StorageException.Kind.DENIED) {
      throw ProcessingException.of(e);
    }
    return Optional.empty();
  }
}
