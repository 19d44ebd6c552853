package org.audioprocessor.queue.list;

import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.list.FailureCluster.Cause;
import org.jspecify.annotations.Nullable;

/**
 * One failed upload of a cause.
 *
 * @param token of the claim that failed, so that a later failure can be told apart; 0 where another
 *     system failed it
 * @param sentence why it failed; null where nothing says so
 */
public record FailedUpload(Upload upload, long token, Cause cause, @Nullable String sentence) {}
