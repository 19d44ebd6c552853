package org.audioprocessor.process;

import java.util.Collection;

/** Turns a raw file of the store into a published track. Safe for use by many threads. */
public interface TrackProcessor {
  /**
   * From fetched to published; no temporary file is left, whatever the outcome.
   *
   * @param generation of the track, from 1
   * @param tryNumber to write this generation, from 0
   */
  Published run(String fileName, int generation, int tryNumber, RunContext context)
      throws ProcessingException;

  /** Returns if store and disk are ready to work on this file; otherwise says what is not. */
  void probe(String fileName) throws ProcessingException;

  /** Returns normally if objects can be stored beside the published tracks and deleted again. */
  void probeWriting() throws ProcessingException;

  /** Deletes objects that a try wrote and no playlist names. */
  void discard(Collection<String> keys) throws ProcessingException;
}
