package org.audioprocessor.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One claim of an upload and how it ended.
 *
 * @param token of the claim
 * @param attempt its number since the last final outcome
 */
public record Attempt(long token, int attempt, String owner, Instant startedAt, Ending ending) {

  /**
   * How a claim ended.
   *
   * @param endedAt null while it is being worked on, and so are the others
   * @param kind of failure, as the worker named it
   * @param detail what was measured and published, as the worker wrote it
   */
  public record Ending(
      @Nullable Instant endedAt,
      @Nullable Outcome outcome,
      @Nullable String kind,
      @Nullable String sentence,
      @Nullable String detail) {}

  public enum Outcome {
    COMPLETED,
    FAILED,
    /** Will be tried again after a rest. */
    RETRY,
    /** Given back unfinished; not counted as an attempt. */
    RELEASED,
    /** The lease ended without an outcome. */
    LOST,
    /** A person or another system changed the row meanwhile. */
    WITHDRAWN;

    /** Whether the next claim begins anew. */
    public boolean isFinal() {
      return this == COMPLETED || this == FAILED;
    }
  }
}
