package org.audioprocessor.process.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * The objects under a track's fixed names before a publication, read once and in parallel. They are
 * read before the guard is checked again: a later holder of the track replaces them, and then the
 * conditional puts of this publication fail, even if they arrive late.
 */
public final class FixedNames {
  private final Map<String, StoredObject> standing = new HashMap<>();

  private FixedNames() {}

  static FixedNames read(PublicationTarget target, List<String> rungs) throws StorageException {
    List<ParallelRequests.Request<Optional<StoredObject>>> questions = new ArrayList<>();
    for (String key : keys(target.keys(), rungs)) {
      questions.add(() -> target.store().head(key));
    }
    FixedNames found = new FixedNames();
    for (Optional<StoredObject> object : ParallelRequests.all(questions)) {
      object.ifPresent(one -> found.standing.put(one.key(), one));
    }
    return found;
  }

  /** In the order of publication. */
  static List<String> keys(TrackKeys keys, List<String> rungs) {
    List<String> all = new ArrayList<>();
    for (String rung : rungs) {
      all.add(keys.playlist(rung));
    }
    all.add(keys.m4a());
    all.add(keys.metadata());
    all.add(keys.multivariantPlaylist());
    return all;
  }

  boolean holds(String key) {
    return standing.containsKey(key);
  }

  /** Requires that the object is unchanged, or still missing. */
  Condition unchanged(String key) {
    StoredObject object = standing.get(key);
    return object == null ? Condition.ifAbsent() : Condition.ifMatch(object.etag());
  }
}
