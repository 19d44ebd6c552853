package org.audioprocessor.hls.rules;

/**
 * The outcome of one rule.
 *
 * @param detail the violation, or why the rule was not checked; empty if it holds
 */
public record RuleResult(HlsRule rule, Outcome outcome, String detail) {
  /** The possible outcomes. */
  public enum Outcome {
    PASSED,
    FAILED,
    NOT_CHECKED
  }

  public RuleResult(HlsRule rule, boolean passed, String detail) {
    this(rule, passed ? Outcome.PASSED : Outcome.FAILED, detail);
  }

  static RuleResult notChecked(HlsRule rule, String why) {
    return new RuleResult(rule, Outcome.NOT_CHECKED, why);
  }

  /** Returns whether the rule was checked and holds. */
  public boolean passed() {
    return outcome == Outcome.PASSED;
  }

  /** Returns whether this result blocks the publication. */
  public boolean blocksPublication() {
    return outcome == Outcome.FAILED && rule.level() == HlsRule.Level.MUST;
  }
}
