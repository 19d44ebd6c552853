package org.audioprocessor.process.render;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rendered rungs, low to high, and the M4A.
 *
 * @param m4a the finished MP4 on local disk
 * @param abandoned names of segments that a later round replaced
 */
public record Renditions(List<RenderedRung> rungs, Path m4a, List<String> abandoned) {

  /** Returns a copy with some rungs replaced by their next round. */
  public Renditions with(List<RenderedRung> again) {
    if (rungs.isEmpty()) {
      return new Renditions(List.copyOf(again), m4a, abandoned);
    }
    Map<String, RenderedRung> next = new HashMap<>();
    again.forEach(rung -> next.put(rung.job().rung().name(), rung));
    List<RenderedRung> merged = new ArrayList<>();
    List<String> left = new ArrayList<>(abandoned);
    for (RenderedRung rung : rungs) {
      String name = rung.job().rung().name();
      RenderedRung replacement = next.get(name);
      if (replacement != null) {
        rung.segments().forEach(segment -> left.add(name + "/" + segment.name()));
      }
      merged.add(replacement == null ? rung : replacement);
    }
    return new Renditions(List.copyOf(merged), m4a, List.copyOf(left));
  }

  /** The rung whose packets the M4A carries. */
  public RenderedRung m4aRung() {
    return rungs.stream().filter(rung -> rung.job().m4a() != null).findFirst().orElseThrow();
  }
}
