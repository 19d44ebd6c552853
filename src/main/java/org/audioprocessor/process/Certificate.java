package org.audioprocessor.process;

import java.util.List;
import org.audioprocessor.hls.rules.RuleResult;

/**
 * The verification of a rendered track, before its publication.
 *
 * @param renditions the rungs, low to high, then the M4A
 * @param rules every HLS rule with its outcome
 * @param warnings sentences about remaining deviations
 */
public record Certificate(
    List<RenditionCertificate> renditions, List<RuleResult> rules, List<String> warnings) {
  public Certificate {
    renditions = List.copyOf(renditions);
    rules = List.copyOf(rules);
    warnings = List.copyOf(warnings);
  }
}
