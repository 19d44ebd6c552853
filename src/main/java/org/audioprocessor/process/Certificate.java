package org.audioprocessor.process;

import java.util.List;
import org.audioprocessor.hls.rules.RuleResult;

/**
 * What a rendered track was found to be before it was published.
 *
 * @param renditions the rungs, low to high, then the M4A
 * @param rules every HLS rule with its outcome
 * @param warnings sentences about what remains less than perfect
 */
public record Certificate(
    List<RenditionCertificate> renditions, List<RuleResult> rules, List<String> warnings) {
  public Certificate {
    renditions = List.copyOf(renditions);
    rules = List.copyOf(rules);
    warnings = List.copyOf(warnings);
  }
}
