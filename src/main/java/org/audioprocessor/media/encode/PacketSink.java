package org.audioprocessor.media.encode;

import org.audioprocessor.media.MediaException;

/**
 * Takes an encoder's packets, in order.
 *
 * @param <E> how the taker itself may fail
 */
@FunctionalInterface
public interface PacketSink<E extends Exception> {
  /** The packet is lent: it is valid during this call only. */
  void accept(EncodedPacket packet) throws MediaException, E;
}
