package org.audioprocessor.process.render;

import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;

/**
 * Renders a track from a raw file. Contains all steps that read untrusted bytes, and none that
 * needs a store. Safe for use by many threads.
 */
public interface TrackRenderer {
  /**
   * Measures, renders and verifies.
   *
   * @param sink receives the segments during rendering, and all of them before this returns
   * @throws ProcessingException of the track, or of the sink
   */
  RenderResult render(TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress)
      throws ProcessingException;

  /** Returns normally if this renderer is able to work. */
  void probe() throws ProcessingException;
}
