package org.audioprocessor.hls.ts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.audioprocessor.hls.TsClock;
import org.audioprocessor.hls.rules.TransportFacts;

/** Reads the packets of one segment. */
final class TsReader {
  static final int PACKET = 188;

  private static final int SYNC = 0x47;
  private static final int NULL_PID = 0x1FFF;

  /** PIDs below carry tables (ISO/IEC 13818-1, table 2-3; ETSI EN 300 468, 5.1.3). */
  private static final int FIRST_STREAM_PID = 0x20;

  private final byte[] bytes;
  private final TsFault.Collector faults = new TsFault.Collector();
  private final TsTables tables = new TsTables(faults);
  private final PesAssembly audio;
  private final TsClock clock;
  private final Map<Integer, CounterRun> counters = new TreeMap<>();
  private boolean tablesFirst = true;
  private int discontinuities;

  TsReader(byte[] bytes) {
    this.bytes = bytes;
    this.audio = new PesAssembly(bytes, faults);
    this.clock = new TsClock(faults);
  }

  TsSegment read() {
    if (bytes.length == 0 || bytes.length % PACKET != 0) {
      faults.add(
          TsFault.Kind.PACKETS,
          "Its " + bytes.length + " bytes are not a whole number of packets of 188.");
    }
    for (int offset = 0; offset + PACKET <= bytes.length; offset += PACKET) {
      packet(offset);
    }
    AdtsScan.AudioFrames frames = audio.finish();
    boolean sound = tablesFirst && tables.complete();
    TransportFacts.Clock references = clock.facts(frames.frames());
    return new TsSegment(
        bytes.length,
        new TransportFacts(
            tables.streams(),
            sound,
            references,
            counted(counters.values()),
            discontinuities,
            faults.list()),
        frames,
        audio.pts90k());
  }

  private static List<TransportFacts.Counter> counted(Collection<CounterRun> runs) {
    List<TransportFacts.Counter> counted = new ArrayList<>();
    runs.forEach(run -> counted.add(run.counter()));
    return counted;
  }

  private void packet(int offset) {
    boolean unreadable = (bytes[offset + 1] & 0x80) != 0 || (bytes[offset + 3] & 0xC0) != 0;
    if (bytes[offset] != SYNC || unreadable) {
      faults.add(TsFault.Kind.PACKETS, "The packet at byte " + offset + " is damaged.");
      return;
    }
    int pid = (bytes[offset + 1] & 0x1F) << 8 | (bytes[offset + 2] & 0xFF);
    if (pid == NULL_PID) {
      return;
    }
    boolean adapted = (bytes[offset + 3] & 0x20) != 0;
    boolean payload = (bytes[offset + 3] & 0x10) != 0;
    int start = offset + 4;
    if (adapted) {
      int length = bytes[offset + 4] & 0xFF;
      start += 1 + length;
      discontinuities += length > 0 && (bytes[offset + 5] & 0x80) != 0 ? 1 : 0;
      if (pid == tables.audioPid() && length >= 7 && (bytes[offset + 5] & 0x10) != 0) {
        clock.accept(bytes, offset + 6, audio.length());
      }
    }
    if (start > offset + PACKET || (!adapted && !payload)) {
      faults.add(TsFault.Kind.PACKETS, "The packet at byte " + offset + " has no valid header.");
      return;
    }
    count(pid, bytes[offset + 3] & 0xF, payload);
    if (payload) {
      payload(pid, start, offset + PACKET, (bytes[offset + 1] & 0x40) != 0);
    }
  }

  private void count(int pid, int counter, boolean payload) {
    CounterRun run = counters.get(pid);
    if (run == null) {
      counters.put(pid, new CounterRun(pid, counter, payload));
    } else if (!run.accept(counter, payload)) {
      faults.add(
          TsFault.Kind.CONTINUITY,
          "The continuity counter of stream " + pid + " does not continue.");
    }
  }

  private void payload(int pid, int start, int end, boolean unitStart) {
    if (pid == TsTables.PAT_PID) {
      tables.pat(bytes, start, end, unitStart);
    } else if (pid == tables.pmtPid()) {
      tables.pmt(bytes, start, end, unitStart);
    } else if (pid == tables.audioPid()) {
      audio.accept(start, end, unitStart);
    } else if (pid >= FIRST_STREAM_PID && !tables.complete()) {
      tablesFirst = false;
    }
  }

  /** One PID's counter: it counts packets with a payload only (ISO/IEC 13818-1, 2.4.3.3). */
  private static final class CounterRun {
    private final int pid;
    private final int first;
    private int last;
    private int errors;

    CounterRun(int pid, int counter, boolean payload) {
      this.pid = pid;
      this.first = payload ? counter : (counter + 1) & 0xF;
      this.last = counter;
    }

    boolean accept(int counter, boolean payload) {
      boolean runsOn = counter == (payload ? (last + 1) & 0xF : last);
      errors += runsOn ? 0 : 1;
      last = counter;
      return runsOn;
    }

    TransportFacts.Counter counter() {
      return new TransportFacts.Counter(pid, first, last, errors);
    }
  }
}
