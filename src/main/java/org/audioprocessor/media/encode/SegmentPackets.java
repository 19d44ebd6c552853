package org.audioprocessor.media.encode;

import java.util.Arrays;

/** Makes a segment of HLS from what FFmpeg's muxer wrote: whole packets of MPEG-TS. */
final class SegmentPackets {
  private static final int PACKET = 188;
  private static final int SERVICE_NAMES_PID = 0x11;

  /** FFmpeg's demuxer is sure of what it reads from 10 × 204 bytes on, and guesses below. */
  private static final int RECOGNISED = 11 * PACKET;

  private SegmentPackets() {}

  /**
   * Leaves out the service names, which only broadcasts need and FFmpeg puts first: the first two
   * packets should be PAT and PMT (RFC 8216, 3.2). A very short segment gets null packets at its
   * end, so that players recognise it.
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
