package org.audioprocessor.process.verify;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.process.readback.FoundRendition;
import org.audioprocessor.storage.keys.TrackId;

/**
 * The verification of a published track.
 *
 * @param renditions those that could be decoded: the rungs, low to high, then the M4A
 * @param rules every HLS rule with its outcome; rules that need the publisher's data are not
 *     checked
 * @param faults sentences about missing or damaged data and differences from the metadata
 */
public record Findings(
    TrackId trackId, List<FoundRendition> renditions, List<RuleResult> rules, List<String> faults) {

  public Findings {
    renditions = List.copyOf(renditions);
    rules = List.copyOf(rules);
    faults = List.copyOf(faults);
  }

  /** Whether there are no faults and no violated rule that blocks publication. */
  public boolean ok() {
    return problems().isEmpty();
  }

  /** All faults and violated rules, as sentences. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(faults);
    rules.stream()
        .filter(RuleResult::blocksPublication)
        .map(result ->
            "HLS rule %d is broken (%s): %s"
                .formatted(result.rule().number(), result.rule().caption(), result.detail()))
        .forEach(problems::add);
    return problems;
  }
}
