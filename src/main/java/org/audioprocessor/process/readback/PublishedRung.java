package org.audioprocessor.process.readback;

import java.util.List;
import org.audioprocessor.hls.Rung;

/**
 * The segments of a rung as they were read from the store, one after the other in one file.
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

  /** What the file must have. */
  long bytes() {
    return segments.stream().mapToLong(PublishedSegment::bytes).sum();
  }

  /**
   * A segment's part of the file.
   *
   * @param name as the playlist lists it
   */
  public record PublishedSegment(String name, int bytes) {}
}
