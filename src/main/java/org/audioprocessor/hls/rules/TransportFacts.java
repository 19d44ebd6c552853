package org.audioprocessor.hls.rules;

import java.util.List;
import org.audioprocessor.hls.ts.TsFault;

/**
 * The transport layer of one segment (ISO/IEC 13818-1).
 *
 * @param tablesFirst whether a valid PAT and PMT precede all packets that need them
 * @param clock the first and the last clock reference
 * @param counters one for each PID that occurs, except null packets
 * @param discontinuities number of packets that announce a discontinuity
 */
public record TransportFacts(
    Streams streams,
    boolean tablesFirst,
    Clock clock,
    List<Counter> counters,
    int discontinuities,
    List<TsFault> faults) {
  public TransportFacts {
    counters = List.copyOf(counters);
    faults = List.copyOf(faults);
  }

  /** The contents of PAT and PMT; all 0 if they are missing. */
  public record Streams(int programmes, int audioStreams, int otherStreams) {}

  /** The first and the last clock reference in 90 kHz ticks; -1 where there is none. */
  public record Clock(long first90k, long last90k) {}

  /**
   * A PID's continuity counter, 0 to 15.
   *
   * @param first of its first packet
   * @param last of its last packet
   * @param errors how often it did not run on
   */
  public record Counter(int pid, int first, int last, int errors) {}

  /** The faults of some kinds, as sentences. */
  public List<String> sentences(TsFault.Kind... kinds) {
    List<TsFault.Kind> wanted = List.of(kinds);
    return faults.stream()
        .filter(fault -> wanted.contains(fault.kind()))
        .map(TsFault::sentence)
        .toList();
  }
}
