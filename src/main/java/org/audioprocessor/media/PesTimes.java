package org.audioprocessor.media;

import java.util.Map;
import java.util.TreeMap;
import org.audioprocessor.media.encode.AacEncoder;

/** The time of each byte of a PES packet of ADTS frames, in ticks of 90 kHz. */
final class PesTimes {
  /** Up to and including PES_header_data_length (ISO/IEC 13818-1, 2.4.3.6). */
  private static final int HEAD = 9;

  private static final int ADTS_HEADER = 7;
  private static final long TICKS_PER_SECOND = 90_000;

  /** The times at the boundaries of header and frames. */
  private final TreeMap<Integer, Long> edges = new TreeMap<>();

  private PesTimes() {}

  static PesTimes of(byte[] pes, int sampleRate) {
    PesTimes times = new PesTimes();
    long pts = pts(pes);
    times.edges.put(0, pts);
    int at = HEAD + (pes[HEAD - 1] & 0xFF);
    long samples = 0;
    while (at < pes.length) {
      times.edges.put(at, pts + samples * TICKS_PER_SECOND / sampleRate);
      boolean header = at + ADTS_HEADER <= pes.length;
      at = header ? at + Math.max(ADTS_HEADER, frameBytes(pes, at)) : pes.length;
      samples += AacEncoder.FRAMES_PER_PACKET;
    }
    times.edges.put(pes.length, pts + samples * TICKS_PER_SECOND / sampleRate);
    return times;
  }

  /** The time of a byte; for the length of the packet, the time of the next packet. */
  long at(int position) {
    Map.Entry<Integer, Long> from = edges.floorEntry(position);
    Map.Entry<Integer, Long> to = edges.higherEntry(position);
    if (to == null) {
      return from.getValue();
    }
    long ticks = to.getValue() - from.getValue();
    return from.getValue() + ticks * (position - from.getKey()) / (to.getKey() - from.getKey());
  }

  /** 33 bits between marker bits (2.4.3.7). */
  private static long pts(byte[] pes) {
    return (pes[HEAD] & 0x0EL) << 29
        | (pes[HEAD + 1] & 0xFFL) << 22
        | (pes[HEAD + 2] & 0xFEL) << 14
        | (pes[HEAD + 3] & 0xFFL) << 7
        | (pes[HEAD + 4] & 0xFEL) >> 1;
  }

  /** ISO/IEC 14496-3, 1.A.2.2.1. */
  private static int frameBytes(byte[] pes, int at) {
    return (pes[at + 3] & 3) << 11 | (pes[at + 4] & 0xFF) << 3 | (pes[at + 5] & 0xFF) >> 5;
  }
}
