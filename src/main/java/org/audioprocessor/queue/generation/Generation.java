package org.audioprocessor.queue.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a generation and its state.
 *
 * @param createdAt time by the database's clock, like the others
 * @param publishedAt null if never published
 * @param replacedAt time since when no fixed name refers to it; null while one may
 */
public record Generation(
    GenerationTry id,
    State state,
    Instant createdAt,
    @Nullable Instant publishedAt,
    @Nullable Instant replacedAt) {

  public enum State {
    /** Objects are being written, or were when the claim ended; no fixed name refers to them. */
    WRITING,
    /** Some fixed names may already refer to it. */
    SWITCHING,
    PUBLISHED,
    /** Its objects are being deleted; it can no longer be rolled back to. */
    COLLECTING
  }

  /**
   * One try to write one generation of a track.
   *
   * @param generation 0 for objects that existed before the program
   * @param tryNumber from 0
   */
  public record GenerationTry(String trackId, int generation, int tryNumber) {
    /** Tries are numbered by one letter; after the last one the next generation begins. */
    static final int LAST_TRY = 'z' - 'a';
  }
}
