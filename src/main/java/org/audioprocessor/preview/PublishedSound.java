package org.audioprocessor.preview;

import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.hls.ts.AdtsFrame;

/**
 * Decodes published files. Files in a bucket are untrusted: outside of tests they are decoded in a
 * child process. Safe for use by many threads.
 */
public interface PublishedSound {
  /** Opens a decoder for the packets of a rung. */
  PacketDecoder packets() throws PlaybackException;

  /**
   * Decodes an M4A as {@link PcmSource#open} specifies.
   *
   * @param file must exist until the stream is closed
   */
  StereoStream m4a(Path file, double fromSeconds) throws PlaybackException, InterruptedException;

  /** Decodes the packets of one rendition, in order. For one thread. */
  interface PacketDecoder extends AutoCloseable {
    /**
     * Decodes the next packets; a packet that cannot be decoded gives silence of the same length.
     *
     * @param stream contains the packets
     * @param planes left and right, with room for {@link org.audioprocessor.hls.Rung#FRAME_SAMPLES}
     *     samples of each packet
     */
    void decode(byte[] stream, List<AdtsFrame> packets, float[][] planes) throws PlaybackException;

    @Override
    void close();
  }
}
