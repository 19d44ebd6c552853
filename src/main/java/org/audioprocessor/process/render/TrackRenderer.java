package org.audioprocessor.process.render;

import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;

/**
 * Makes a track from a raw file: everything that touches bytes which strangers sent, and nothing
 * that needs a store. Safe for use by many threads.
 */
public interface TrackRenderer {
  /**
   * Measures, renders and verifies.
   *
   * @param sink gets the segments while they are made; all have been given when this returns
   * @throws ProcessingException of the track, or whatever the sink threw
   */
  RenderResult make(TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress)
      throws ProcessingException;

  /** Returns if it is able to work at all; otherwise says what is wrong. */
  void probe() throws ProcessingException;
}
