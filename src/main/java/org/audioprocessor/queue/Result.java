package org.audioprocessor.queue;

import org.jspecify.annotations.Nullable;

/**
 * The figures of a completed upload that lists show; the whole certificate is in its metadata. A
 * figure that is unknown, or −∞ as for silence, is null.
 *
 * @param inputLufs integrated loudness of the raw file
 * @param outputLufs integrated loudness of the published {@code high}, decoded
 * @param truePeakDbtp the highest of all published renditions, decoded
 * @param metadataKey of the generation's own copy, which is never changed later
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

  /** The databases disagree about infinities. */
  private static @Nullable Double finite(@Nullable Double figure) {
    return figure == null || !Double.isFinite(figure) ? null : figure;
  }
}
