package org.audioprocessor.process;

import java.util.Collection;

/** Turns a raw file of the store into a published track. Safe for use by many threads. */
public interface TrackProcessor {
  /**
   * Fetches, processes and publishes a track. Leaves no temporary files, even after a failure.
   *
   * @param generation of the track, from 1
   * @param tryNumber to write this generation, from 0
   */
  Published run(String fileName, int generation, int tryNumber, RunContext context)
      throws ProcessingException;

  /** Returns normally if store and disk are ready for this file. */
  void probe(String fileName) throws ProcessingException;

  /** Returns normally if objects can be stored and deleted beside the published tracks. */
  void probeWriting() throws ProcessingException;

  /** Deletes objects that no playlist refers to. */
  void discard(Collection<String> keys) throws ProcessingException;
}
