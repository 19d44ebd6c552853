package org.audioprocessor.media.encode;

import java.util.Arrays;

/** Converts the output of FFmpeg's muxer to an HLS segment of whole MPEG-TS packets. */
final class SegmentPackets {
  private static final int PACKET = 188;
  private static final int SERVICE_NAMES_PID = 0x11;

  /** FFmpeg's demuxer recognises MPEG-TS reliably from 10 × 204 bytes on. */
  private static final int RECOGNISED = 11 * PACKET;

  private SegmentPackets() {}

  /**
   * Removes the service names, which only broadcasts need and FFmpeg puts first: the first two
   * packets should be PAT and PMT (RFC 8216, 3.2). Appends null packets to a very short segment, so
   * that players recognise it.
   */
  static byte[] segment(byte[] muxed) {
    int start = muxed.length > PACKET && pid(muxed) == SERVICE_NAMES_PID ? PACKET : 0;
    int size = muxed.length - start;
    byte[] segment =
        Arrays.copyOfRange(muxed, start, start + (size == 0 ? 0 : Math.max(size, RECOGNISED)));
    for (int at = size; at < segment.length; at += PACKET) {
      nullPacket(segment, at);
    }
    return segment;
  }

  private static int pid(byte[] packet) {
    return (packet[1] & 0x1F) << 8 | (packet[2] & 0xFF);
  }

  /** ISO/IEC 13818-1, 2.4.1: PID 0x1FFF, a payload of no meaning, no counter. */
  private static void nullPacket(byte[] bytes, int at) {
    Arrays.fill(bytes, at, at + PACKET, (byte) 0xFF);
    bytes[at] = 0x47;
    bytes[at + 1] = 0x1F;
    bytes[at + 3] = 0x10;
  }
}
