package org.audioprocessor.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Writes MPEG-TS segments of ADTS frames as a muxer would: counters and timestamps run on from
 * segment to segment. Valid unless told otherwise; a fault that is asked for goes into the next
 * segment only. The frames' content is a pattern, not decodable audio.
 */
public final class TsBuilder {
  public static final int AUDIO_PID = 0x100;

  private static final int PMT_PID = 0x1000;
  private static final int FRAMES_PER_PES = 7;

  /** A clock reference stands in the first packet after this time, 0.7 s before its sound. */
  private static final int REFERENCE_TICKS = 4_500;

  private static final int LEAD_TICKS = 63_000;
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000
  };

  private final int sampleRate;
  private final long startPts90k;
  private final int[] counters = new int[0x2000];
  private long framesWritten;
  private ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Faults faults = new Faults();
  private int payloadBytes = 256;
  private long lastReference;

  private static final class Faults {
    int programmes = 1;
    int audioStreams = 1;
    boolean noTables;
    boolean damagedTable;
    boolean lostPacket;
    boolean discontinuity;
    boolean startsInsideFrame;
    boolean noTimestamps;
    int channels = 2;
    long lateTicks;
    boolean fewReferences;
    long clockLateTicks;
  }

  public TsBuilder(int sampleRate, long startPts90k) {
    this.sampleRate = sampleRate;
    this.startPts90k = startPts90k;
  }

  /** Bytes of each frame without its header, from now on. */
  public TsBuilder payloadBytes(int bytes) {
    payloadBytes = bytes;
    return this;
  }

  public TsBuilder programmes(int count) {
    faults.programmes = count;
    return this;
  }

  public TsBuilder audioStreams(int count) {
    faults.audioStreams = count;
    return this;
  }

  public TsBuilder withoutTables() {
    faults.noTables = true;
    return this;
  }

  public TsBuilder damagedTable() {
    faults.damagedTable = true;
    return this;
  }

  /** One audio packet is counted but not written, before the first. */
  public TsBuilder lostPacket() {
    faults.lostPacket = true;
    return this;
  }

  public TsBuilder discontinuity() {
    faults.discontinuity = true;
    return this;
  }

  public TsBuilder startsInsideFrame() {
    faults.startsInsideFrame = true;
    return this;
  }

  public TsBuilder withoutTimestamps() {
    faults.noTimestamps = true;
    return this;
  }

  public TsBuilder channels(int channels) {
    faults.channels = channels;
    return this;
  }

  public TsBuilder lateBy(long ticks) {
    faults.lateTicks = ticks;
    return this;
  }

  /** Clock references only where a PES packet begins. */
  public TsBuilder fewReferences() {
    faults.fewReferences = true;
    return this;
  }

  /** Against the sound; 0.7 s and more let it arrive too late. */
  public TsBuilder clockLateBy(long ticks) {
    faults.clockLateTicks = ticks;
    return this;
  }

  /** The next segment. */
  public byte[] segment(int frames) {
    out = new ByteArrayOutputStream();
    if (!faults.noTables) {
      section(0, pat());
      section(PMT_PID, pmt());
    }
    if (faults.lostPacket) {
      counters[AUDIO_PID]++;
    }
    for (int written = 0; written < frames; written += FRAMES_PER_PES) {
      pes(Math.min(FRAMES_PER_PES, frames - written), written == 0);
    }
    faults = new Faults();
    return out.toByteArray();
  }

  private void pes(int frames, boolean first) {
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    long pts =
        startPts90k + faults.lateTicks + Math.round(framesWritten * 1024 * 90_000.0 / sampleRate);
    for (int i = 0; i < frames; i++) {
      audio.writeBytes(frame((int) (framesWritten + i)));
    }
    framesWritten += frames;
    byte[] payload = audio.toByteArray();
    if (first && faults.startsInsideFrame) {
      payload = Arrays.copyOfRange(payload, 20, payload.length);
    }
    ByteArrayOutputStream pes = new ByteArrayOutputStream();
    pes.writeBytes(new byte[] {0, 0, 1, (byte) 0xC0});
    int head = faults.noTimestamps ? 3 : 8;
    pes.write((payload.length + head) >> 8);
    pes.write(payload.length + head);
    pes.write(0x80);
    pes.write(faults.noTimestamps ? 0 : 0x80);
    pes.write(head - 3);
    if (!faults.noTimestamps) {
      pes.write((int) (0x21 | ((pts >> 29) & 0x0E)));
      pes.write((int) (pts >> 22));
      pes.write((int) (pts >> 14) | 1);
      pes.write((int) (pts >> 7));
      pes.write((int) (pts << 1) | 1);
    }
    pes.writeBytes(payload);
    audioPackets(pes.toByteArray(), pts, frames, first && faults.discontinuity);
  }

  private void audioPackets(byte[] unit, long pts, int frames, boolean discontinuity) {
    double ticks = frames * 1024 * 90_000.0 / sampleRate;
    for (int at = 0; at < unit.length; ) {
      long now = pts + faults.clockLateTicks - LEAD_TICKS + Math.round(ticks * at / unit.length);
      boolean due = now - lastReference > REFERENCE_TICKS && !faults.fewReferences;
      boolean referenced = at == 0 || due;
      lastReference = referenced ? now : lastReference;
      int taken = Math.min(referenced ? 176 : 184, unit.length - at);
      byte[] payload = Arrays.copyOfRange(unit, at, at + taken);
      packet(AUDIO_PID, payload, at == 0, (at == 0 && discontinuity ? 0x80 : 0), referenced);
      at += taken;
    }
  }

  private byte[] frame(int number) {
    byte[] frame = new byte[7 + payloadBytes];
    int rate = 0;
    while (RATES[rate] != sampleRate) {
      rate++;
    }
    frame[0] = (byte) 0xFF;
    frame[1] = (byte) 0xF1;
    frame[2] = (byte) (1 << 6 | rate << 2 | faults.channels >> 2);
    frame[3] = (byte) ((faults.channels & 3) << 6 | frame.length >> 11);
    frame[4] = (byte) (frame.length >> 3);
    frame[5] = (byte) ((frame.length & 7) << 5 | 0x1F);
    frame[6] = (byte) 0xFC;
    for (int i = 7; i < frame.length; i++) {
      frame[i] = (byte) ((number + i) & 0x7F);
    }
    return frame;
  }

  private byte[] pat() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {0, 1, (byte) 0xC1, 0, 0});
    for (int i = 0; i < faults.programmes; i++) {
      body.write(0);
      body.write(i + 1);
      body.write(0xE0 | (PMT_PID + i) >> 8);
      body.write(PMT_PID + i);
    }
    return table(0, body.toByteArray());
  }

  private byte[] pmt() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {0, 1, (byte) 0xC1, 0, 0, (byte) 0xE1, 0, (byte) 0xF0, 0});
    for (int i = 0; i < faults.audioStreams; i++) {
      body.write(0x0F);
      body.write(0xE0 | (AUDIO_PID + i) >> 8);
      body.write(AUDIO_PID + i);
      body.writeBytes(new byte[] {(byte) 0xF0, 0});
    }
    return table(2, body.toByteArray());
  }

  private byte[] table(int id, byte[] body) {
    byte[] table = new byte[3 + body.length + 4];
    table[0] = (byte) id;
    table[1] = (byte) (0xB0 | (body.length + 4) >> 8);
    table[2] = (byte) (body.length + 4);
    System.arraycopy(body, 0, table, 3, body.length);
    int crc = -1;
    for (int i = 0; i < table.length - 4; i++) {
      crc ^= table[i] << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
      }
    }
    for (int i = 0; i < 4; i++) {
      table[table.length - 4 + i] = (byte) (crc >> (24 - 8 * i));
    }
    if (faults.damagedTable) {
      table[table.length - 1] ^= 1;
    }
    return table;
  }

  private void section(int pid, byte[] table) {
    byte[] payload = new byte[184];
    Arrays.fill(payload, (byte) 0xFF);
    payload[0] = 0;
    System.arraycopy(table, 0, payload, 1, table.length);
    packet(pid, payload, true, 0, false);
  }

  private void packet(int pid, byte[] payload, boolean start, int flags, boolean referenced) {
    int stuffing = 184 - payload.length;
    out.write(0x47);
    out.write((start ? 0x40 : 0) | pid >> 8);
    out.write(pid);
    out.write((stuffing > 0 ? 0x30 : 0x10) | (counters[pid]++ & 0xF));
    if (stuffing > 0) {
      out.write(stuffing - 1);
      if (stuffing > 1) {
        out.write(flags | (referenced ? 0x10 : 0));
        byte[] rest = new byte[stuffing - 2];
        Arrays.fill(rest, (byte) 0xFF);
        if (referenced) {
          reference(rest);
        }
        out.writeBytes(rest);
      }
    }
    out.writeBytes(payload);
  }

  private void reference(byte[] field) {
    for (int i = 0; i < 4; i++) {
      field[i] = (byte) (lastReference >> (25 - 8 * i));
    }
    field[4] = (byte) ((lastReference & 1) << 7 | 0x7E);
    field[5] = 0;
  }
}
