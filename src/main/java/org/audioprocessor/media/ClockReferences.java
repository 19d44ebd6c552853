package org.audioprocessor.media;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Repacks the audio of MPEG-TS with a clock reference (PCR) at least every 100 ms (ISO/IEC 13818-1,
 * 2.7.2). FFmpeg's muxer writes one where a PES packet begins, up to 0.35 s apart; more PES packets
 * would cost some 5 % of a low bit rate. The PES packets stay as they are, so timestamps and sound
 * do too.
 *
 * <p>A byte's time runs evenly through its frame. It arrives {@code leadTicks} before that.
 */
public final class ClockReferences {
  private static final int PACKET = 188;
  private static final int HEADER = 4;
  private static final int AUDIO_PID = 0x100;

  /** An adaptation field's length, its flags and the clock reference. */
  private static final int REFERENCE = 8;

  /** 98.9 ms: times are rounded to ticks. */
  private static final long LONGEST_TICKS = 8_900;

  private static final int UNIT_START = 0x40;
  private static final int ADAPTED = 0x20;
  private static final int PAYLOAD = 0x10;
  private static final int RANDOM_ACCESS = 0x40;
  private static final int REFERENCED = 0x10;
  private static final int STUFFING = 0xFF;

  private final int sampleRate;
  private final long leadTicks;
  private int counter;
  private long lastReference = Long.MIN_VALUE / 2;

  /**
   * @param leadTicks from a byte's arrival to its time, in ticks of 90 kHz; at least a frame
   */
  public ClockReferences(int sampleRate, long leadTicks) {
    this.sampleRate = sampleRate;
    this.leadTicks = leadTicks;
  }

  /** Repacks a stream; copies everything except the audio. Continuity counters continue. */
  public byte[] repacked(byte[] muxed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(muxed.length + muxed.length / 64);
    ByteArrayOutputStream pes = new ByteArrayOutputStream();
    for (int at = 0; at < muxed.length; at += PACKET) {
      int pid = (muxed[at + 1] & 0x1F) << 8 | (muxed[at + 2] & 0xFF);
      if (pid != AUDIO_PID || (muxed[at + 1] & UNIT_START) != 0) {
        pack(pes, out);
      }
      if (pid == AUDIO_PID) {
        int skipped = (muxed[at + 3] & ADAPTED) == 0 ? 0 : 1 + (muxed[at + HEADER] & 0xFF);
        pes.write(muxed, at + HEADER + skipped, PACKET - HEADER - skipped);
      } else {
        out.write(muxed, at, PACKET);
      }
    }
    pack(pes, out);
    return out.toByteArray();
  }

  private void pack(ByteArrayOutputStream collected, ByteArrayOutputStream out) {
    byte[] pes = collected.toByteArray();
    collected.reset();
    if (pes.length == 0) {
      return;
    }
    PesTimes times = PesTimes.of(pes, sampleRate);
    for (int at = 0; at < pes.length; ) {
      int end = Math.min(at + PACKET - HEADER, pes.length);
      boolean referenced = at == 0 || times.at(end) - lastReference > LONGEST_TICKS;
      if (referenced) {
        lastReference = times.at(at);
        end = Math.min(at + PACKET - HEADER - REFERENCE, pes.length);
        // a packet can hold more than 100 ms of silence
        while (end > at + 1 && times.at(end) - lastReference > LONGEST_TICKS) {
          end--;
        }
      }
      out.writeBytes(packet(pes, at, end, referenced));
      at = end;
    }
  }

  private byte[] packet(byte[] pes, int from, int to, boolean referenced) {
    byte[] packet = new byte[PACKET];
    int adaptation = PACKET - HEADER - (to - from);
    packet[0] = 0x47;
    packet[1] = (byte) ((from == 0 ? UNIT_START : 0) | AUDIO_PID >> 8);
    packet[2] = (byte) AUDIO_PID;
    packet[3] = (byte) ((adaptation > 0 ? ADAPTED : 0) | PAYLOAD | counter);
    counter = (counter + 1) & 0xF;
    if (adaptation > 0) {
      packet[HEADER] = (byte) (adaptation - 1);
    }
    if (adaptation > 1) {
      Arrays.fill(packet, HEADER + 2, HEADER + adaptation, (byte) STUFFING);
      packet[HEADER + 1] = (byte) ((from == 0 ? RANDOM_ACCESS : 0) | (referenced ? REFERENCED : 0));
    }
    if (referenced) {
      reference(packet, lastReference - leadTicks);
    }
    System.arraycopy(pes, from, packet, HEADER + adaptation, to - from);
    return packet;
  }

  /** 33 bits at 90 kHz, six reserved ones, nine bits at 27 MHz (2.4.3.5). */
  private static void reference(byte[] packet, long ticks) {
    for (int i = 0; i < 4; i++) {
      packet[HEADER + 2 + i] = (byte) (ticks >> (25 - 8 * i));
    }
    packet[HEADER + 6] = (byte) ((ticks & 1) << 7 | 0x7E);
    packet[HEADER + 7] = 0;
  }
}
