package org.audioprocessor.process.readback;

import java.util.List;
import org.audioprocessor.hls.Rung;

/**
 * The segments of a published rung, one after the other in one file.
 *
 * @param leadFrames decoded frames before the music
 * @param musicFrames frames of music, at most
 * @param segments in the order of the playlist and of the file
 */
public record PublishedRung(
    Rung rung, long leadFrames, long musicFrames, List<PublishedSegment> segments) {

  public PublishedRung {
    segments = List.copyOf(segments);
  }

  /** The required size of the file. */
  long bytes() {
    return segments.stream().mapToLong(PublishedSegment::bytes).sum();
  }

  /**
   * The part of a segment in the file.
   *
   * @param name as the playlist lists it
   */
  public record PublishedSegment(String name, int bytes) {}
}
