package org.audioprocessor.process.render;

import java.util.List;
import org.audioprocessor.process.ProcessingException;

/** Receives the segments of a track while it is rendered. */
public interface TrackSink {
  /**
   * Announces segments; returns once their names are recorded.
   *
   * @param names as {@link #put} will receive them
   */
  void announce(List<String> names) throws ProcessingException;

  /**
   * Takes a segment; blocks while too many are in flight. The sink owns the bytes.
   *
   * @param name rung and file, such as {@code low/segment_g0001a_00000.ts}
   */
  void put(String name, byte[] bytes) throws ProcessingException;
}
