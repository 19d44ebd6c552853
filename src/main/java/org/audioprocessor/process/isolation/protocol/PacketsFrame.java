package org.audioprocessor.process.isolation.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.hls.ts.AdtsFrame;

/** Packets of AAC on the wire: for each one four bytes for its length, and its bytes. */
public final class PacketsFrame {
  /** Without packets: no more will come. */
  public static final Frame END = new Frame(FrameKind.PACKETS, new byte[0]);

  private PacketsFrame() {}

  public static Frame of(byte[] stream, List<AdtsFrame> packets) {
    int bytes = packets.stream().mapToInt(packet -> Integer.BYTES + packet.lengthBytes()).sum();
    ByteBuffer into = ByteBuffer.allocate(bytes);
    for (AdtsFrame packet : packets) {
      into.putInt(packet.lengthBytes()).put(stream, packet.offsetBytes(), packet.lengthBytes());
    }
    return new Frame(FrameKind.PACKETS, into.array());
  }

  public static List<byte[]> packets(Frame frame) throws FrameException {
    if (frame.kind() != FrameKind.PACKETS) {
      throw new FrameException("out of place: " + frame);
    }
    ByteBuffer from = ByteBuffer.wrap(frame.payload());
    List<byte[]> packets = new ArrayList<>();
    while (from.hasRemaining()) {
      int length = from.remaining() < Integer.BYTES ? -1 : from.getInt();
      if (length < 0 || length > from.remaining()) {
        throw new FrameException("half a packet");
      }
      byte[] packet = new byte[length];
      from.get(packet);
      packets.add(packet);
    }
    return packets;
  }
}
