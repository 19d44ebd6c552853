package org.audioprocessor.quality.source;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From which value on a finding is worth a note, and from which on it holds a track. */
public final class SourceRules {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  /** What happens to a track with a finding. */
  public enum Action {
    PASS,
    NOTE,
    HOLD;

    /** The word in JSON and on the command line. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The thresholds of one kind, in its unit.
   *
   * @param noteFrom the lowest value that is noted
   * @param holdFrom the lowest value that holds the track; infinite if none does
   */
  public record Rule(double noteFrom, double holdFrom) {}

  /** The rules without settings; src/docs/source-check.md has the measurements behind them. */
  public static final SourceRules DEFAULT =
      new SourceRules(
          Map.ofEntries(
              Map.entry(FaultKind.CLIPPING, new Rule(0.002, 0.1)),
              Map.entry(FaultKind.SILENCE_HEAD, new Rule(1, 15)),
              Map.entry(FaultKind.SILENCE_INSIDE, new Rule(1.5, 15)),
              Map.entry(FaultKind.SILENCE_TAIL, new Rule(2, 30)),
              Map.entry(FaultKind.DROPOUT, new Rule(1, 3)),
              Map.entry(FaultKind.DEAD_CHANNEL, new Rule(30, 45)),
              Map.entry(FaultKind.OPPOSITE_PHASE, new Rule(0.7, 0.9)),
              Map.entry(FaultKind.DUAL_MONO, new Rule(60, NEVER)),
              Map.entry(FaultKind.DC_OFFSET, new Rule(0.003, NEVER)),
              Map.entry(FaultKind.PADDED_BITS, new Rule(4, NEVER)),
              Map.entry(FaultKind.UPSAMPLED, new Rule(0.078, NEVER)),
              Map.entry(FaultKind.LOSSY_SOURCE, new Rule(SourceCheck.CERTAIN, SourceCheck.CERTAIN)),
              Map.entry(FaultKind.CUT_OFF, new Rule(-12, NEVER)),
              Map.entry(FaultKind.UNREACHABLE_LOUDNESS, new Rule(0.5, 8))));

  private final Map<FaultKind, Rule> rules;

  private SourceRules(Map<FaultKind, Rule> rules) {
    this.rules = new EnumMap<>(rules);
  }

  /** What the finding means for its track. */
  public Action action(SourceFinding finding) {
    @Nullable Rule rule = rules.get(finding.kind());
    if (rule == null || finding.value() < rule.noteFrom()) {
      return Action.PASS;
    }
    return finding.value() < rule.holdFrom() ? Action.NOTE : Action.HOLD;
  }

  /** The highest action of several findings. */
  public Action action(List<SourceFinding> findings) {
    return findings.stream().map(this::action).max(Action::compareTo).orElse(Action.PASS);
  }
}
