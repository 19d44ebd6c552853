package org.audioprocessor.queue.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one try of a generation.
 *
 * @param createdAt by the database's clock
 * @param publishedAt null if it never was
 * @param replacedAt since when no fixed name can lead to it; null while one may
 */
public record Generation(
    GenerationTry id,
    State state,
    Instant createdAt,
    @Nullable Instant publishedAt,
    @Nullable Instant replacedAt) {

  public enum State {
    /** Objects are being put, or were when the claim ended; no fixed name leads to them. */
    WRITING,
    /** Some fixed names may already lead to it. */
    SWITCHING,
    PUBLISHED,
    /** Its objects are being deleted; it can no longer be rolled back to. */
    COLLECTING
  }
}
