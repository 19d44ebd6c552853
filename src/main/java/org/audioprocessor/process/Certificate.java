package org.audioprocessor.process;

import java.util.List;
import org.audioprocessor.hls.rules.RuleResult;

/**
 * The verification of a rendered track, before its publication.
 *
 * @param renditions the rungs, low to high, then the M4A
 * @param rules every HLS rule with its outcome
 * @param warnings sentences about remaining deviations
 * @param findings those of the warnings that a person should see before listeners hear the track: a
 *     rendition far from its plan
 */
public record Certificate(
    List<RenditionCertificate> renditions,
    List<RuleResult> rules,
    List<String> warnings,
    List<String> findings) {
  /** A certificate without findings. */
  public Certificate(
      List<RenditionCertificate> renditions, List<RuleResult> rules, List<String> warnings) {
    this(renditions, rules, warnings, List.of());
  }

  public Certificate {
    renditions = List.copyOf(renditions);
    rules = List.copyOf(rules);
    warnings = List.copyOf(warnings);
    findings = List.copyOf(findings);
  }
}
