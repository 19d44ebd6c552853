package org.audioprocessor.hls.ts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.hls.TsClock;
import org.audioprocessor.hls.rules.AudioFacts;
import org.audioprocessor.hls.rules.TransportFacts;

/**
 * Checks that counters and timestamps continue over the segments of one rung (rule 19). Compares
 * timestamps with the first segment and the number of frames since, so that errors do not add up.
 */
public final class TsContinuity {
  /** Each of two timestamps is rounded to a tick. */
  private static final long TOLERANCE_TICKS = 2;

  private final Map<Integer, Integer> lastCounters = new HashMap<>();
  private int segments;
  private long startPts = -1;
  private long frames;
  private long lastReference = -1;

  /** Checks the next segment and returns the faults as sentences. */
  public List<String> accept(TransportFacts transport, AudioFacts audio) {
    List<String> faults = new ArrayList<>();
    for (TransportFacts.Counter counter : transport.counters()) {
      Integer last = lastCounters.put(counter.pid(), counter.last());
      if (last != null && counter.first() != ((last + 1) & 0xF)) {
        faults.add(
            "The continuity counter of stream "
                + counter.pid()
                + " does not continue from the segment before.");
      }
    }
    clock(transport.clock(), faults);
    timestamps(audio, faults);
    segments++;
    return List.copyOf(faults);
  }

  private void clock(TransportFacts.Clock clock, List<String> faults) {
    if (lastReference >= 0 && clock.first90k() >= 0) {
      long ticks = Pts.between(lastReference, clock.first90k());
      if (ticks <= 0 || ticks > TsClock.LONGEST_TICKS) {
        faults.add(TsClock.apart(ticks));
      }
    }
    lastReference = clock.last90k();
  }

  private void timestamps(AudioFacts audio, List<String> faults) {
    if (audio.frames() == 0 || audio.firstPts90k() < 0) {
      faults.add("It has no timestamp.");
      return;
    }
    int sampleRate = audio.formats().getFirst().sampleRate();
    if (startPts < 0) {
      startPts = audio.firstPts90k();
    }
    long expected = Pts.plus(startPts, Timeline.ticks(sampleRate, frames));
    long ticks = Pts.between(expected, audio.firstPts90k());
    if (Math.abs(ticks) > TOLERANCE_TICKS) {
      faults.add(
          String.format(
              Locale.ROOT,
              "Its timestamps %s by %.3f ms at the start of segment %d.",
              ticks > 0 ? "leave a gap" : "overlap",
              Math.abs(ticks) * 1000.0 / Pts.TICKS_PER_SECOND,
              segments));
    }
    frames += audio.frames();
  }
}
