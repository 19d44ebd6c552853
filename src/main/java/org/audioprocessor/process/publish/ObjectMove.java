package org.audioprocessor.process.publish;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.audioprocessor.io.Digests;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;

/**
 * Moves an object inside the store: copies it, verifies the copy, checks the guard, deletes the
 * original. May be repeated after an interruption; an intact copy always exists.
 */
record ObjectMove(ObjectStore store, String from, String to) {

  /** Replaces the target. A missing source means that it was moved before. */
  void replacing(PublicationGuard guard) throws ProcessingException, StorageException {
    Optional<StoredObject> source = store.head(from);
    if (source.isPresent()) {
      Optional<StoredObject> there = store.head(to);
      if (there.isEmpty() || !isSame(source.get(), there.get())) {
        guard.check();
        copy(source.get(), Condition.none());
      }
      deleteSource(source.get(), guard);
    }
  }

  /** Changes nothing if the target is another object. */
  void unlessTaken(PublicationGuard guard) throws ProcessingException, StorageException {
    Optional<StoredObject> source = store.head(from);
    if (source.isEmpty()) {
      return;
    }
    Optional<StoredObject> there = store.head(to);
    if (there.isEmpty()) {
      guard.check();
      copy(source.get(), Condition.ifAbsent());
    } else if (!isSame(source.get(), there.get())) {
      return;
    }
    deleteSource(source.get(), guard);
  }

  private void copy(StoredObject source, Condition condition) throws StorageException {
    store.copy(from, to, PutOptions.defaults().withCondition(condition));
    Optional<StoredObject> copy = store.head(to);
    if (copy.isEmpty() || !isSame(source, copy.get())) {
      throw new StorageException(
          StorageException.Kind.CHECKSUM,
          "The copy of “" + from + "” differs from it; both were kept. Try it again.");
    }
  }

  /** A file that was uploaded meanwhile under the same name is kept. */
  private void deleteSource(StoredObject source, PublicationGuard guard)
      throws ProcessingException, StorageException {
    guard.check();
    if (store.head(from).filter(now -> now.etag().equals(source.etag())).isPresent()) {
      store.delete(from);
    }
  }

  private boolean isSame(StoredObject one, StoredObject other) throws StorageException {
    return one.size() == other.size() && sha256(one).equals(sha256(other));
  }

  private String sha256(StoredObject object) throws StorageException {
    String known = object.sha256();
    if (known != null) {
      return known;
    }
    try (InputStream in = store.get(object.key())) {
      return Digests.sha256(in);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new StorageException(
          StorageException.Kind.IO, "“" + object.key() + "” could not be read. Try it again.", e);
    }
  }
}
