package org.audioprocessor.process;

import java.util.stream.Stream;
import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * The destination of a publication, with its guard and its log.
 *
 * @param keys the fixed names from which players read the track
 * @param generations whether copies are kept for rollback, and replaced objects for current
 *     listeners; otherwise replaced objects are removed at the end of the publication
 */
public record PublicationTarget(
    ObjectStore store,
    TrackKeys keys,
    boolean generations,
    PublicationGuard guard,
    GenerationLog log) {

  /** A folder to which no other process writes. */
  public static PublicationTarget alone(ObjectStore store, TrackKeys keys) {
    return new PublicationTarget(store, keys, false, PublicationGuard.ALONE, GenerationLog.NONE);
  }

  /**
   * Returns the number after the newest generation with segments in the store; for use without a
   * queue, which would count generations.
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
