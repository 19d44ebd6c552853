package org.audioprocessor.hls.ts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A fault in a transport stream.
 *
 * @param sentence the fault and its position, for people
 */
public record TsFault(Kind kind, String sentence) {
  /** The part of the stream with the fault. */
  public enum Kind {
    /** Transport or PES packets that cannot be read. */
    PACKETS,
    /** PAT or PMT (ISO/IEC 13818-1, 2.4.4). */
    TABLES,
    /** A counter that does not continue. */
    CONTINUITY,
    /** A timestamp that is missing or does not match the frames before it. */
    TIMING,
    /** ADTS frames (ISO/IEC 14496-3, 1.A.2). */
    FRAMES
  }

  /** Collects the first five faults of each kind, because a damaged file can have thousands. */
  public static final class Collector {
    private static final int KEPT_PER_KIND = 5;

    private final List<TsFault> kept = new ArrayList<>();
    private final Map<TsFault.Kind, Integer> counts = new EnumMap<>(TsFault.Kind.class);

    public void add(TsFault.Kind kind, String sentence) {
      if (counts.merge(kind, 1, Integer::sum) <= KEPT_PER_KIND) {
        kept.add(new TsFault(kind, sentence));
      }
    }

    List<TsFault> list() {
      return List.copyOf(kept);
    }
  }
}
