package org.audioprocessor.process.render;

/**
 * A running hash over a sequence of packets, to compare the packets of two files.
 *
 * @param hash of all packets, in order
 * @param count number of packets
 */
public record PacketChain(long hash, long count) {
  public static final PacketChain EMPTY = new PacketChain(0x9E3779B97F4A7C15L, 0);

  public PacketChain then(long packetHash) {
    return new PacketChain(Long.rotateLeft(hash, 7) * 0x100000001B3L ^ packetHash, count + 1);
  }
}
