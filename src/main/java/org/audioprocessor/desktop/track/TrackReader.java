package org.audioprocessor.desktop.track;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.generation.Generation;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.TrackId;
import org.jspecify.annotations.Nullable;

/** Reads the data of an upload; waits for the database and the store. */
public final class TrackReader {
  private static final int MOST_METADATA_BYTES = 4 << 20;

  private final UploadQueue queue;
  private final ObjectStore store;
  private final ObjectKeys keys;

  public TrackReader(UploadQueue queue, ObjectStore store, ObjectKeys keys) {
    this.queue = queue;
    this.store = store;
    this.keys = keys;
  }

  /**
   * Reads the data that may have changed.
   *
   * @param before supplies the data that never changes; null for the first time
   * @return empty if the upload is gone
   */
  Optional<TrackPage> read(String uploadId, @Nullable TrackPage before) throws QueueException {
    Optional<UploadRow> row = queue.get(uploadId);
    return row.isEmpty() ? Optional.empty() : Optional.of(page(row.get(), before));
  }

  private TrackPage page(UploadRow row, @Nullable TrackPage before) throws QueueException {
    PublishedFacts published = null;
    String trouble = null;
    UploadRow.Completion completion = row.completion();
    if (completion != null) {
      if (before != null && before.generation() == completion.generation()) {
        published = before.published();
      }
      if (published == null) {
        try {
          published = published(row, completion);
        } catch (IOException e) {
          trouble = String.valueOf(e.getMessage());
        }
      }
    }
    TrackPage.Standing standing = published == null ? null : standing(published, before);
    boolean older = completion != null && hasOlder(row, completion.generation());
    String uploadId = row.upload().uploadId();
    return new TrackPage(
        row,
        queue.history(uploadId),
        completion == null ? List.of() : queue.reviews().history(uploadId),
        published,
        trouble,
        older,
        standing);
  }

  /** Reads the standing once for each generation. */
  private TrackPage.@Nullable Standing standing(PublishedFacts facts, @Nullable TrackPage before)
      throws QueueException {
    if (before != null && facts.equals(before.published())) {
      return before.standing();
    }
    OptionalDouble score = facts.score2f();
    return score.isEmpty()
        ? null
        : TrackPage.Standing.of(score.getAsDouble(), queue.lists().recentScores());
  }

  private PublishedFacts published(UploadRow row, UploadRow.Completion completion)
      throws IOException {
    String key = completion.result().metadataKey();
    if (key == null) {
      TrackId id = keys.trackId(row.upload().fileName());
      key = keys.track(id).generation(completion.generation()).metadata();
    }
    try (InputStream in = store.get(key)) {
      return PublishedFacts.read(in.readNBytes(MOST_METADATA_BYTES));
    }
  }

  private boolean hasOlder(UploadRow row, int generation) throws QueueException {
    return queue.generations().of(row.upload().trackId()).stream()
        .filter(one -> one.state() == Generation.State.PUBLISHED)
        .anyMatch(one -> one.id().generation() < generation);
  }
}
