package org.audioprocessor.media;

import java.io.IOException;

/** Takes an encoder's packets, in order. */
@FunctionalInterface
public interface PacketSink {
  /**
   * Takes the next packet.
   *
   * @param packet lent: valid during this call only
   */
  void accept(EncodedPacket packet) throws MediaException, IOException;
}
