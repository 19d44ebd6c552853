package org.audioprocessor.media.encode;

import org.audioprocessor.media.MediaException;

/**
 * Receives an encoder's packets, in order.
 *
 * @param <E> the failure of the receiver
 */
@FunctionalInterface
public interface PacketSink<E extends Exception> {
  /** The packet is lent: it is valid during this call only. */
  void accept(EncodedPacket packet) throws MediaException, E;
}
