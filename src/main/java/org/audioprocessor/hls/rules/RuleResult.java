package org.audioprocessor.hls.rules;

/**
 * What became of one rule.
 *
 * @param detail what breaks it, or why it was not checked; empty where it holds
 */
public record RuleResult(HlsRule rule, Outcome outcome, String detail) {
  /** A rule that was not checked has neither passed nor failed. */
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

  /** Whether it was checked and holds. */
  public boolean passed() {
    return outcome == Outcome.PASSED;
  }

  /** Whether the track may not be published because of it. */
  public boolean blocksPublication() {
    return outcome == Outcome.FAILED && rule.level() == HlsRule.Level.MUST;
  }
}
