package org.audioprocessor.desktop.track;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of a generation's {@code metadata.json}.
 *
 * @param planSentence the gain plan and its reason; empty if another program wrote the document
 * @param rules in their order
 */
public record PublishedFacts(
    String title,
    String artist,
    SourceFacts source,
    String planSentence,
    List<RenditionFacts> renditions,
    List<RuleFacts> rules,
    List<String> warnings) {

  /** The source. */
  public record SourceFacts(
      String codec,
      int sampleRate,
      int channels,
      @Nullable Double seconds,
      long bytes,
      String sha256,
      Measurement measured) {}

  /** A rendition, measured after decoding. */
  record RenditionFacts(
      String name, Measurement measured, @Nullable Double seconds, @Nullable Quality quality) {}

  /** The sound quality of a rendition compared with the source; null if it was not compared. */
  record Quality(double odg, double score2f) {
    static @Nullable Quality of(JsonNode fields) {
      Double odg = Measurement.number(fields.path("odg"));
      Double score2f = Measurement.number(fields.path("score_2f"));
      return odg == null || score2f == null ? null : new Quality(odg, score2f);
    }
  }

  /** The mean 2f score of the rungs; the M4A sounds like one of them. */
  OptionalDouble score2f() {
    return renditions.stream()
        .filter(rendition -> !rendition.name().equals("m4a"))
        .map(RenditionFacts::quality)
        .filter(Objects::nonNull)
        .mapToDouble(Quality::score2f)
        .average();
  }

  /** A rule of the certificate. */
  record RuleFacts(int number, String caption, boolean passed, String detail) {}

  long rulesPassed() {
    return rules.stream().filter(RuleFacts::passed).count();
  }

  /**
   * Parses the document; missing values are empty.
   *
   * @throws IOException if it is not a valid document, with a sentence for the user
   */
  static PublishedFacts read(byte[] json) throws IOException {
    try {
      JsonNode root = JsonMapper.shared().readTree(json);
      List<RenditionFacts> renditions = new ArrayList<>();
      for (Map.Entry<String, JsonNode> one : root.path("renditions").properties()) {
        JsonNode fields = one.getValue();
        Double seconds = Measurement.number(fields.path("duration_seconds"));
        renditions.add(
            new RenditionFacts(one.getKey(), Measurement.of(fields), seconds, Quality.of(fields)));
      }
      List<RuleFacts> rules = new ArrayList<>();
      root.path("rules").forEach(rule -> rules.add(rule(rule)));
      List<String> warnings = new ArrayList<>();
      root.path("warnings").forEach(warning -> warnings.add(warning.asString("")));
      return new PublishedFacts(
          root.path("title").asString(""),
          root.path("artist").asString(""),
          source(root.path("source")),
          root.path("plan").path("sentence").asString(""),
          List.copyOf(renditions),
          List.copyOf(rules),
          List.copyOf(warnings));
    } catch (JacksonException e) {
      throw new IOException(
          "The published description of this track cannot be read. Reprocess it.", e);
    }
  }

  private static SourceFacts source(JsonNode fields) {
    return new SourceFacts(
        fields.path("codec").asString(""),
        fields.path("sample_rate").asInt(0),
        fields.path("channels").asInt(0),
        Measurement.number(fields.path("duration_seconds")),
        fields.path("bytes").asLong(0),
        fields.path("sha256").asString(""),
        Measurement.of(fields.path("measurement")));
  }

  private static RuleFacts rule(JsonNode fields) {
    return new RuleFacts(
        fields.path("rule").asInt(0),
        fields.path("caption").asString(""),
        fields.path("passed").asBoolean(false),
        fields.path("detail").asString(""));
  }

  /** Measured loudness; null for no value, such as in silence. */
  record Measurement(
      @Nullable Double integratedLufs, @Nullable Double rangeLu, @Nullable Double truePeakDbtp) {

    static Measurement of(JsonNode fields) {
      return new Measurement(
          number(fields.path("integrated_lufs")),
          number(fields.path("loudness_range_lu")),
          number(fields.path("true_peak_dbtp")));
    }

    static @Nullable Double number(JsonNode node) {
      return node.isNumber() ? node.doubleValue() : null;
    }
  }
}
