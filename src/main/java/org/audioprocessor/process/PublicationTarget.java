package org.audioprocessor.process;

import java.util.stream.Stream;
import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * Where a track is published, and under whose control.
 *
 * @param keys the fixed names, by which players read the track
 * @param generations whether copies are kept for rollback and old objects for those who still
 *     listen; otherwise what this publication replaces is removed at its end
 */
public record PublicationTarget(
    ObjectStore store,
    TrackKeys keys,
    boolean generations,
    PublicationGuard guard,
    GenerationLog log) {

  /** A folder that nobody else writes to. */
  public static PublicationTarget alone(ObjectStore store, TrackKeys keys) {
    return new PublicationTarget(store, keys, false, PublicationGuard.ALONE, GenerationLog.NONE);
  }

  /**
   * One more than the newest generation whose segments stand in the store, for a store without a
   * queue that counts.
   */
  public int nextGeneration() throws StorageException {
    try (Stream<StoredObject> objects = store.list(keys.folder())) {
      return 1
          + objects
              .map(object -> object.key().substring(object.key().lastIndexOf('/') + 1))
              .flatMap(name -> SegmentNames.parse(name).stream())
              .mapToInt(parsed -> parsed.names().generation())
              .max()
              .orElse(0);
    }
  }
}
