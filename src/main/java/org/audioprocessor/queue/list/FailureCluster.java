package org.audioprocessor.queue.list;

import org.jspecify.annotations.Nullable;

/**
 * Failed uploads that have one cause.
 *
 * @param newestUploadId an example
 * @param sentence of the example; null where nothing says why it failed
 */
public record FailureCluster(
    Cause cause, long uploads, String newestUploadId, @Nullable String sentence) {

  /**
   * What they have in common.
   *
   * @param kind of failure, as the worker named it; null where another system failed them
   * @param text the beginning of that system's error; null where it gave none
   */
  public record Cause(@Nullable String kind, @Nullable String text) {}
}
