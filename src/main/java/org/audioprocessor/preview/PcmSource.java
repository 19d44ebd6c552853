package org.audioprocessor.preview;

/**
 * A source that can be decoded from any position. Raw files and published files are untrusted:
 * outside of tests they are decoded in a child process. Safe for use by many threads.
 */
@FunctionalInterface
public interface PcmSource {

  /**
   * Opens a stream that starts at this position or slightly earlier, with the same samples as a
   * stream from the start. Blocks until the first sound is decoded.
   *
   * @param fromSeconds of music, from 0
   * @throws PlaybackException with a sentence for the user
   */
  StereoStream open(double fromSeconds) throws PlaybackException, InterruptedException;
}
