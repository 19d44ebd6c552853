package org.audioprocessor.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One claim of an upload and how it ended.
 *
 * @param token the claim's fencing token
 * @param attempt number of the attempt since the last final outcome, from 1
 */
public record Attempt(long token, int attempt, String owner, Instant startedAt, Ending ending) {

  /**
   * How a claim ended.
   *
   * @param endedAt null, like all other components, while the claim is held
   * @param kind failure kind, as recorded by the worker
   * @param detail measured and published values, as recorded by the worker
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
    /** Will be retried after a back-off. */
    RETRY,
    /** Released unfinished; not counted as an attempt. */
    RELEASED,
    /** The lease ended without an outcome. */
    LOST,
    /** The row was changed by a user or another system during processing. */
    WITHDRAWN;

    /** Returns true if the next claim counts attempts from 1 again. */
    public boolean isFinal() {
      return this == COMPLETED || this == FAILED;
    }
  }
}
