package org.audioprocessor.process.render;

import java.util.List;
import org.audioprocessor.process.ProcessingException;

/** Takes a track's segments; is told of each name before it comes. */
public interface TrackSink extends SegmentSink {
  /**
   * Segments that will be put; returns once it is certain to be remembered.
   *
   * @param names as {@link #put} will name them
   */
  void announce(List<String> names) throws ProcessingException;
}
