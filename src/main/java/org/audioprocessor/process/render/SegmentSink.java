package org.audioprocessor.process.render;

import org.audioprocessor.process.ProcessingException;

/** Where finished segments go while encoding goes on. */
@FunctionalInterface
public interface SegmentSink {
  /**
   * Takes a segment; blocks while too many are under way. The bytes are the sink's from now on.
   *
   * @param name rung and file, such as {@code low/segment_g0001a_00000.ts}
   */
  void put(String name, byte[] bytes) throws ProcessingException;
}
