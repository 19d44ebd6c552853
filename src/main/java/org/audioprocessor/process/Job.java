package org.audioprocessor.process;

import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.storage.keys.TrackId;

/**
 * One upload to be processed.
 *
 * @param fileName the raw file's name, as in the uploads table
 * @param trackId the name without its extension
 * @param generation which publication of the track this will be, from 1; it is part of every
 *     segment's name
 * @param tryNumber which try to write this generation, from 0; also part of the names
 */
public record Job(
    String fileName, TrackId trackId, int generation, int tryNumber, RenderSettings settings) {
  /** The first encode and at most three corrections. */
  public static final int MAX_ROUNDS = 4;

  /**
   * The names of the segments of one round: every round of every try has its own.
   *
   * @param round how often the rung was rendered before, from 0
   */
  public SegmentNames segmentNames(int round) {
    return segmentNames(generation, tryNumber, round);
  }

  public static SegmentNames segmentNames(int generation, int tryNumber, int round) {
    return new SegmentNames(generation, tryNumber * MAX_ROUNDS + round + 1);
  }
}
