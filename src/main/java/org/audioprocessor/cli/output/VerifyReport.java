package org.audioprocessor.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.cli.PublishedQuality.Figures;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.process.readback.FoundRendition;
import org.audioprocessor.process.verify.Findings;
import org.audioprocessor.quality.QualityScore;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/** Prints the verification of a published track as a certificate or as one line of JSON. */
public final class VerifyReport {
  private VerifyReport() {}

  /**
   * Prints the findings of a track.
   *
   * @param figures empty where they were not asked for
   */
  public static void of(Output output, Findings found, Optional<Figures> figures) {
    String error = found.ok() ? null : String.join(" ", found.problems());
    Map<String, @Nullable Object> fields = fields(found.trackId().value(), error);
    Map<String, @Nullable Object> renditions = new LinkedHashMap<>();
    for (FoundRendition rendition : found.renditions()) {
      Map<String, @Nullable Object> one =
          RenderReport.rendition(rendition.measured(), rendition.seconds());
      figures.ifPresent(of -> score(one, of.scores().get(rendition.name())));
      renditions.put(rendition.name(), one);
    }
    fields.put("renditions", renditions);
    figures.ifPresent(of -> fields.put("qualityError", of.problem().orElse(null)));
    List<Map<String, @Nullable Object>> rules = new ArrayList<>();
    found.rules().forEach(rule -> rules.add(rule(rule)));
    fields.put("rules", rules);
    output.result(text(found, figures), fields);
  }

  private static void score(Map<String, @Nullable Object> fields, @Nullable QualityScore score) {
    fields.put("odg", score == null ? null : Output.number(score.odg()));
    fields.put("score2f", score == null ? null : Output.number(score.score2f()));
  }

  /** Prints that a track could not be verified. */
  public static void failed(Output output, String trackId, String sentence) {
    output.result(
        PlainText.replaced(trackId) + ": not verified. " + sentence, fields(trackId, sentence));
  }

  private static Map<String, @Nullable Object> fields(String trackId, @Nullable String error) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("trackId", trackId);
    fields.put("ok", error == null);
    fields.put("error", error);
    return fields;
  }

  private static Map<String, @Nullable Object> rule(RuleResult result) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("rule", result.rule().number());
    fields.put(
        "passed",
        result.outcome() == RuleResult.Outcome.NOT_CHECKED ? null : (Object) result.passed());
    fields.put("detail", result.detail());
    return fields;
  }

  private static String text(Findings found, Optional<Figures> figures) {
    StringBuilder text = new StringBuilder(PlainText.replaced(found.trackId().value()));
    text.append(found.ok() ? ": verified" : ": faulty");
    for (FoundRendition rendition : found.renditions()) {
      String heard = MeasureFields.text(rendition.measured());
      String lasts = MeasureFields.duration(rendition.seconds());
      String sounds = figures.map(of -> text(of.scores().get(rendition.name()))).orElse("");
      line(text, "%-7s %s, %s%s".formatted(rendition.name(), heard, lasts, sounds));
    }
    figures
        .flatMap(Figures::problem)
        .ifPresent(why -> line(text, "quality " + PlainText.replaced(why)));
    found.faults().forEach(fault -> line(text, "fault   " + PlainText.replaced(fault)));
    if (!found.rules().isEmpty()) {
      long passed = found.rules().stream().filter(RuleResult::passed).count();
      line(text, "rules   %d of %d HLS rules passed".formatted(passed, found.rules().size()));
    }
    for (RuleResult rule : found.rules()) {
      if (!rule.passed()) {
        line(
            text,
            outcome(rule) + " " + rule.rule().number() + ": " + PlainText.replaced(rule.detail()));
      }
    }
    return text.toString();
  }

  private static String text(@Nullable QualityScore score) {
    return score == null ? "" : RenderReport.quality(score.odg(), score.score2f());
  }

  private static String outcome(RuleResult rule) {
    return switch (rule.outcome()) {
      case PASSED -> "passed ";
      case FAILED -> rule.blocksPublication() ? "broken " : "advice ";
      case NOT_CHECKED -> "unknown";
    };
  }

  private static void line(StringBuilder text, String line) {
    text.append("\n  ").append(line);
  }
}
