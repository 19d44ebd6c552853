package org.audioprocessor.desktop.review;

import java.time.Instant;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.UploadRow;
import org.jspecify.annotations.Nullable;

/**
 * A track without a verdict.
 *
 * @param generation the generation to listen to
 * @param inputLufs of the raw file; null while unknown, as the next three
 * @param finding a sentence about a rendition far from its plan; null if there is none
 */
record ReviewTrack(
    String uploadId,
    String fileName,
    int generation,
    Instant completedAt,
    @Nullable Double inputLufs,
    @Nullable Double outputLufs,
    @Nullable Double truePeakDbtp,
    @Nullable Double durationSeconds,
    @Nullable String finding) {

  /** Returns null if nothing was published. */
  static @Nullable ReviewTrack of(UploadRow row) {
    UploadRow.Completion completion = row.completion();
    if (completion == null) {
      return null;
    }
    Result result = completion.result();
    return new ReviewTrack(
        row.upload().uploadId(),
        row.upload().fileName(),
        completion.generation(),
        completion.completedAt(),
        result.inputLufs(),
        result.outputLufs(),
        result.truePeakDbtp(),
        result.durationSeconds(),
        result.finding());
  }
}
