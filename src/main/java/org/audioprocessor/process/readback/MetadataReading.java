package org.audioprocessor.process.readback;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.storage.keys.TrackKeys;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares a published {@code metadata.json} with the published track. */
final class MetadataReading {
  /** Another program's meter may differ by this; two measurements by this program agree better. */
  private static final double LOUDNESS_TOLERANCE = 0.1;

  /** Without the M4A, which states the end of the music, the last frame's padding counts too. */
  private static final double SECONDS_TOLERANCE = 0.05;

  private final TrackKeys keys;
  private final Ladder ladder;
  private final List<FoundRendition> found;
  private final List<String> faults = new ArrayList<>();

  MetadataReading(TrackKeys keys, Ladder ladder, List<FoundRendition> found) {
    this.keys = keys;
    this.ladder = ladder;
    this.found = found;
  }

  /** Describes missing fields and differences, as sentences. */
  List<String> differences(byte[] json) {
    try {
      JsonNode root = JsonMapper.shared().readTree(json);
      platformFields(root);
      for (FoundRendition rendition : found) {
        rendition(rendition, root.path("renditions").path(rendition.name()));
      }
    } catch (JacksonException e) {
      fault("it is no JSON document");
    }
    return List.copyOf(faults);
  }

  private void platformFields(JsonNode root) {
    text(root, "id", keys.id().value());
    text(root, "hls_master_playlist", keys.multivariantPlaylist());
    require(root.path("title").isString(), "“title” is no text");
    require(root.path("artist").isString(), "“artist” is no text");
    require(isInstant(root.path("processed_at")), "“processed_at” is no time in UTC");
    List<String> qualities = new ArrayList<>();
    root.path("qualities").forEach(quality -> qualities.add(quality.asString("")));
    List<String> rungs = ladder.rungs().stream().map(Rung::name).toList();
    require(qualities.equals(rungs), "“qualities” are not " + rungs);
    duration(root.path("duration"));
  }

  private void duration(JsonNode node) {
    require(node.isIntegralNumber(), "“duration” is no whole number of seconds");
    for (FoundRendition rendition : found) {
      double off = Math.abs(node.asDouble(0) - rendition.seconds());
      if (rendition.name().equals("m4a") && off > 0.5 + SECONDS_TOLERANCE) {
        fault(
            String.format(
                Locale.ROOT,
                "“duration” is %.0f s, and the track lasts %.1f s",
                node.asDouble(0),
                rendition.seconds()));
      }
    }
  }

  private static boolean isInstant(JsonNode node) {
    try {
      return node.isString() && Instant.parse(node.asString()).isAfter(Instant.EPOCH);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Metadata of another program may lack the renditions. */
  private void rendition(FoundRendition rendition, JsonNode stated) {
    if (!stated.isObject()) {
      return;
    }
    String name = rendition.name();
    compare(
        name + " loudness (LUFS)",
        stated.path("integrated_lufs"),
        rendition.measured().integratedLufs(),
        LOUDNESS_TOLERANCE);
    compare(
        name + " true peak (dBTP)",
        stated.path("true_peak_dbtp"),
        rendition.measured().truePeakDbtp(),
        LOUDNESS_TOLERANCE);
    compare(
        name + " duration (s)",
        stated.path("duration_seconds"),
        OptionalDouble.of(rendition.seconds()),
        SECONDS_TOLERANCE);
  }

  private void compare(String what, JsonNode stated, OptionalDouble measured, double tolerance) {
    boolean same =
        measured.isPresent()
            ? stated.isNumber() && Math.abs(stated.asDouble() - measured.getAsDouble()) <= tolerance
            : stated.isNull();
    String heard =
        measured.isPresent()
            ? String.format(Locale.ROOT, "%.2f", measured.getAsDouble())
            : "no value";
    String written =
        stated.isNumber() ? String.format(Locale.ROOT, "%.2f", stated.asDouble()) : "no value";
    require(same, what + " was found to be " + heard + ", not " + written);
  }

  private void text(JsonNode root, String field, String expected) {
    JsonNode node = root.path(field);
    boolean same = node.isString() && node.asString().equals(expected);
    require(same, "“" + field + "” is not “" + expected + "”");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      fault(otherwise);
    }
  }

  private void fault(String sentence) {
    faults.add("“metadata.json”: " + sentence + ".");
  }
}
