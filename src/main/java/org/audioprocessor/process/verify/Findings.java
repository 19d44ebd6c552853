package org.audioprocessor.process.verify;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.process.readback.FoundRendition;
import org.audioprocessor.storage.keys.TrackId;

/**
 * What a published track was found to be when it was read back.
 *
 * @param renditions those that could be heard: the rungs, low to high, then the M4A
 * @param rules every HLS rule with its outcome; what only the publisher knows was not checked
 * @param faults sentences: what is missing, damaged, or not as the metadata says
 */
public record Findings(
    TrackId trackId, List<FoundRendition> renditions, List<RuleResult> rules, List<String> faults) {

  public Findings {
    renditions = List.copyOf(renditions);
    rules = List.copyOf(rules);
    faults = List.copyOf(faults);
  }

  /** Whether nothing is missing or different and no rule is broken that blocks publication. */
  public boolean ok() {
    return problems().isEmpty();
  }

  /** Everything that keeps the track from being right, as sentences. */
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
