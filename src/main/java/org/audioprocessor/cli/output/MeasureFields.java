package org.audioprocessor.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.audioprocessor.hls.rules.HlsRule;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.Published;
import org.jspecify.annotations.Nullable;

/** Formats a measurement as JSON fields and as text. */
public final class MeasureFields {
  private MeasureFields() {}

  public static Map<String, @Nullable Object> json(
      String file, double seconds, LoudnessSnapshot found) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("durationSeconds", Output.number(seconds));
    fields.put("integratedLufs", Output.number(found.integratedLufs()));
    fields.put("loudnessRangeLu", Output.number(found.loudnessRangeLu()));
    fields.put("truePeakDbtp", Output.number(found.truePeakDbtp()));
    fields.put("maxMomentaryLufs", Output.number(found.maxMomentaryLufs()));
    fields.put("maxShortTermLufs", Output.number(found.maxShortTermLufs()));
    return fields;
  }

  public static String text(LoudnessSnapshot found) {
    return value(found.integratedLufs(), "LUFS")
        + ", range "
        + value(found.loudnessRangeLu(), "LU")
        + ", true peak "
        + value(found.truePeakDbtp(), "dBTP");
  }

  static String value(OptionalDouble value, String unit) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%.1f %s", value.getAsDouble(), unit)
        : "no value";
  }

  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    return seconds < 10
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  /** Formats source, plan and renditions in three lines, and each warning in one line. */
  public static final class ShortCertificate {
    private ShortCertificate() {}

    public static String text(Published track) {
      Certificate certificate = track.certificate();
      String renditions =
          certificate.renditions().stream()
              .map(one -> one.name() + " " + loudness(one.measured()))
              .collect(Collectors.joining("; "));
      long passed = certificate.rules().stream().filter(RuleResult::passed).count();
      return "\n  in      "
          + loudness(track.measured().loudness())
          + "\n  plan    "
          + track.plan().sentence()
          + "\n  out     "
          + renditions
          + "; "
          + passed
          + " of "
          + HlsRule.values().length
          + " HLS rules passed"
          + notes(certificate.warnings());
    }

    private static String loudness(LoudnessSnapshot found) {
      return MeasureFields.value(found.integratedLufs(), "LUFS")
          + " "
          + MeasureFields.value(found.truePeakDbtp(), "dBTP");
    }

    /** Formats each warning as a line. */
    public static String notes(List<String> warnings) {
      return warnings.stream()
          .map(warning -> "\n  note    " + warning)
          .collect(Collectors.joining());
    }
  }
}
