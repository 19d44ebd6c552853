package org.audioprocessor.process;

import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.storage.keys.TrackId;

/**
 * One upload to be processed.
 *
 * @param fileName the raw file's name, as in the uploads table
 * @param trackId the name without its extension
 * @param generation number of this publication of the track, from 1; part of every segment's name
 * @param tryNumber number of the try to write this generation, from 0; also part of the names
 */
public record Job(
    String fileName, TrackId trackId, int generation, int tryNumber, RenderSettings settings) {
  /** The first encode and at most three corrections. */
  public static final int MAX_ROUNDS = 4;

  /**
   * Returns the names of the segments of one round, unique to the round and the try.
   *
   * @param round number of earlier renderings of the rung, from 0
   */
  public SegmentNames segmentNames(int round) {
    return segmentNames(generation, tryNumber, round);
  }

  public static SegmentNames segmentNames(int generation, int tryNumber, int round) {
    return new SegmentNames(generation, tryNumber * MAX_ROUNDS + round + 1);
  }
}
