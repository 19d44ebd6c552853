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
 */
public record Result(
    @Nullable Double inputLufs,
    @Nullable Double outputLufs,
    @Nullable Double truePeakDbtp,
    @Nullable Double durationSeconds,
    @Nullable String metadataKey) {
  public static final Result UNKNOWN = new Result(null, null, null, null, null);

  public Result {
    inputLufs = finite(inputLufs);
    outputLufs = finite(outputLufs);
    truePeakDbtp = finite(truePeakDbtp);
    durationSeconds = finite(durationSeconds);
  }

  /** Databases differ in their support for infinities. */
  private static @Nullable Double finite(@Nullable Double figure) {
    return figure == null || !Double.isFinite(figure) ? null : figure;
  }
}
