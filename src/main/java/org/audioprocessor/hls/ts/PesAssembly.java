package org.audioprocessor.hls.ts;

import java.util.Arrays;

/** Joins the payload of the audio's PES packets (ISO/IEC 13818-1, 2.4.3.6). */
final class PesAssembly {
  /** Bytes up to and including PES_header_data_length. */
  private static final int HEAD = 9;

  /** PES_packet_length counts what follows it. */
  private static final int UNCOUNTED = 6;

  private static final int PTS_BYTES = 5;

  private final byte[] bytes;
  private final TsFault.Collector faults;
  private final byte[] elementary;
  private int length;
  private int[] starts = new int[64];
  private long[] pts90k = new long[64];
  private int count;
  private boolean open;
  private boolean startsInside;
  private int missingBytes;
  private boolean bounded;

  PesAssembly(byte[] bytes, TsFault.Collector faults) {
    this.bytes = bytes;
    this.faults = faults;
    this.elementary = new byte[bytes.length];
  }

  void accept(int start, int end, boolean unitStart) {
    int from = start;
    if (unitStart) {
      close();
      from = open(start, end);
    }
    if (!open) {
      startsInside |= count == 0;
      faults.add(TsFault.Kind.FRAMES, "There is audio outside of an audio packet.");
      return;
    }
    System.arraycopy(bytes, from, elementary, length, end - from);
    length += end - from;
    missingBytes -= end - from;
  }

  /** The length of the elementary stream so far. */
  int length() {
    return length;
  }

  AdtsScan.AudioFrames finish() {
    close();
    AdtsScan scan = new AdtsScan(elementary, length, faults);
    return scan.frames(Arrays.copyOf(starts, count), pts90k(), !startsInside);
  }

  long[] pts90k() {
    return Arrays.copyOf(pts90k, count);
  }

  private int open(int start, int end) {
    boolean head =
        end - start >= HEAD
            && bytes[start] == 0
            && bytes[start + 1] == 0
            && bytes[start + 2] == 1
            && (bytes[start + 6] & 0xC0) == 0x80;
    int payload = head ? start + HEAD + (bytes[start + 8] & 0xFF) : end + 1;
    open = payload <= end;
    if (!open) {
      faults.add(TsFault.Kind.PACKETS, "The header of an audio packet is damaged.");
      return end;
    }
    int announced = (bytes[start + 4] & 0xFF) << 8 | (bytes[start + 5] & 0xFF);
    bounded = announced != 0;
    missingBytes = announced + UNCOUNTED - (payload - start);
    boolean stamped = (bytes[start + 7] & 0x80) != 0 && (bytes[start + 8] & 0xFF) >= PTS_BYTES;
    remember(stamped ? pts(start + HEAD) : -1);
    return payload;
  }

  private void remember(long pts) {
    if (pts < 0) {
      faults.add(TsFault.Kind.TIMING, "An audio packet has no valid timestamp.");
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      pts90k = Arrays.copyOf(pts90k, 2 * count);
    }
    starts[count] = length;
    pts90k[count++] = pts;
  }

  /** 33 bits between marker bits (2.4.3.7); -1 if a marker is missing. */
  private long pts(int at) {
    boolean marked = (bytes[at] & bytes[at + 2] & bytes[at + 4] & 1) == 1;
    return marked
        ? (bytes[at] & 0x0EL) << 29
            | (bytes[at + 1] & 0xFFL) << 22
            | (bytes[at + 2] & 0xFEL) << 14
            | (bytes[at + 3] & 0xFFL) << 7
            | (bytes[at + 4] & 0xFEL) >> 1
        : -1;
  }

  private void close() {
    if (open && bounded && missingBytes != 0) {
      faults.add(TsFault.Kind.PACKETS, "An audio packet does not have its stated length.");
    }
    open = false;
  }
}
