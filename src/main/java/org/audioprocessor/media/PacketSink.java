package org.audioprocessor.media;

/**
 * Takes an encoder's packets, in order.
 *
 * @param <E> how the taker itself may fail
 */
@FunctionalInterface
public interface PacketSink<E extends Exception> {
  /**
   * Takes the next packet.
   *
   * @param packet lent: valid during this call only
   */
  void accept(EncodedPacket packet) throws MediaException, E;
}
