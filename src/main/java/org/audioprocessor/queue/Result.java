package org.audioprocessor.queue;

import org.jspecify.annotations.Nullable;

/**
 * Figures of a completed upload, as shown in lists. The full certificate is in the track's
 * metadata. Unknown figures, and −∞ for silence, are null.
 *
 * @param inputLufs integrated loudness of the raw file
 * @param outputLufs integrated loudness of the published rendition {@code high}, decoded
 * @param truePeakDbtp the highest of all published renditions, decoded
 * @param metadataKey key of the generation's own copy, which is never overwritten
 * @param score2f the mean 2f score of the rungs' excerpts, 0 to 100; null if none was compared. It
 *     is kept for {@link org.audioprocessor.queue.list.UploadLists#recentScores} and not read back
 * @param finding what a person should see before listeners hear the track
 */
public record Result(
    @Nullable Double inputLufs,
    @Nullable Double outputLufs,
    @Nullable Double truePeakDbtp,
    @Nullable Double durationSeconds,
    @Nullable String metadataKey,
    @Nullable Double score2f,
    @Nullable String finding) {
  public static final Result UNKNOWN = new Result(null, null, null, null, null);

  /** A result without a comparison of the sound and without a finding. */
  public Result(
      @Nullable Double inputLufs,
      @Nullable Double outputLufs,
      @Nullable Double truePeakDbtp,
      @Nullable Double durationSeconds,
      @Nullable String metadataKey) {
    this(inputLufs, outputLufs, truePeakDbtp, durationSeconds, metadataKey, null, null);
  }

  public Result {
    inputLufs = finite(inputLufs);
    outputLufs = finite(outputLufs);
    truePeakDbtp = finite(truePeakDbtp);
    durationSeconds = finite(durationSeconds);
    score2f = finite(score2f);
  }

  /** Databases differ in their support for infinities. */
  private static @Nullable Double finite(@Nullable Double figure) {
    return figure == null || !Double.isFinite(figure) ? null : figure;
  }
}
