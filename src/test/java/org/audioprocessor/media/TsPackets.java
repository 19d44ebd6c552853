package org.audioprocessor.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes MPEG-TS apart, as far as the tests need it (ISO/IEC 13818-1, 2.4.3). */
public final class TsPackets {
  public static final int NULL_PID = 0x1FFF;

  private static final int SIZE = 188;

  public final List<Integer> pids = new ArrayList<>();
  public final List<Long> pts = new ArrayList<>();
  public final Map<Integer, Integer> lastCounter = new HashMap<>();

  /** Clock references in ticks of 90 kHz. */
  public final List<Long> references = new ArrayList<>();

  final ByteArrayOutputStream sound = new ByteArrayOutputStream();
  public int counterErrors;

  public void read(byte[] segment) {
    if (segment.length % SIZE != 0) {
      throw new IllegalArgumentException("not whole packets: " + segment.length);
    }
    for (int at = 0; at < segment.length; at += SIZE) {
      packet(segment, at);
    }
  }

  private void packet(byte[] ts, int at) {
    if (ts[at] != 0x47) {
      throw new IllegalArgumentException("no sync byte at " + at);
    }
    int pid = (ts[at + 1] & 0x1F) << 8 | (ts[at + 2] & 0xFF);
    boolean starts = (ts[at + 1] & 0x40) != 0;
    int control = ts[at + 3] >> 4 & 3;
    pids.add(pid);
    if ((control & 1) == 0 || pid == NULL_PID) {
      return;
    }
    int counter = ts[at + 3] & 0xF;
    Integer last = lastCounter.put(pid, counter);
    if (last != null && counter != (last + 1) % 16) {
      counterErrors++;
    }
    if ((control & 2) != 0 && ts[at + 4] != 0 && (ts[at + 5] & 0x10) != 0) {
      references.add((ByteBuffer.wrap(ts).getLong(at + 6) >>> 31) & 0x1FFFFFFFFL);
    }
    int payload = at + 4 + ((control & 2) == 0 ? 0 : 1 + (ts[at + 4] & 0xFF));
    if (pid == 0x100) {
      payload += starts ? header(ts, payload) : 0;
      sound.write(ts, payload, at + SIZE - payload);
    }
  }

  /** A PES header with a presentation time. */
  private int header(byte[] ts, int at) {
    long time = (long) (ts[at + 9] >> 1 & 7) << 30;
    time |= (long) ((ts[at + 10] & 0xFF) << 7 | (ts[at + 11] & 0xFE) >> 1) << 15;
    time |= (ts[at + 12] & 0xFF) << 7 | (ts[at + 13] & 0xFE) >> 1;
    pts.add(time);
    return 9 + (ts[at + 8] & 0xFF);
  }

  /** The ADTS frames of the sound, headers included. */
  public List<byte[]> adtsFrames() {
    byte[] bytes = sound.toByteArray();
    List<byte[]> frames = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      if ((bytes[at] & 0xFF) != 0xFF || (bytes[at + 1] & 0xF6) != 0xF0) {
        throw new IllegalArgumentException("no ADTS frame at " + at);
      }
      int size =
          (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xFF) << 3 | (bytes[at + 5] & 0xFF) >> 5;
      frames.add(Arrays.copyOfRange(bytes, at, at + size));
      at += size;
    }
    return frames;
  }
}
