package org.audioprocessor.preview;

import java.nio.file.Path;

/**
 * Decodes what was published. Those bytes came over a bucket and are untrusted: outside of tests
 * they are decoded in a process of their own. Any thread.
 */
public interface PublishedSound {
  /** A decoder for the packets of a rung. */
  PacketDecoder packets() throws PlaybackException;

  /**
   * The sound of an M4A, as {@link PcmSource#open} says.
   *
   * @param file exists until the stream is closed
   */
  StereoStream m4a(Path file, double fromSeconds) throws PlaybackException, InterruptedException;
}
