package org.audioprocessor.hls.ts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects faults; of each kind the first few are enough, a ruined file has thousands. */
public final class TsFaults {
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
