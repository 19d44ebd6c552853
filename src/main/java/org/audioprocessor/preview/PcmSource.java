package org.audioprocessor.preview;

/** Something that can be decoded from any place on. May be used by any thread. */
@FunctionalInterface
public interface PcmSource {

  /**
   * A stream that begins at this place or a little before, decoded exactly as if it had been read
   * from the start. Blocks until the first sound is at hand.
   *
   * @param fromSeconds of music, from 0
   * @throws PlaybackException with a sentence for people
   */
  StereoStream open(double fromSeconds) throws PlaybackException, InterruptedException;
}
