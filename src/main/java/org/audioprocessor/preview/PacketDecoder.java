package org.audioprocessor.preview;

import java.util.List;
import org.audioprocessor.hls.ts.AdtsFrame;

/** Decodes the packets of one rendition in their order. For one thread. */
public interface PacketDecoder extends AutoCloseable {
  /**
   * Decodes the next packets; what cannot be decoded is silence of the same length.
   *
   * @param stream in which the packets lie
   * @param planes left and right, with room for {@link org.audioprocessor.hls.Rung#FRAME_SAMPLES}
   *     samples of each packet
   */
  void decode(byte[] stream, List<AdtsFrame> packets, float[][] planes) throws PlaybackException;

  @Override
  void close();
}
