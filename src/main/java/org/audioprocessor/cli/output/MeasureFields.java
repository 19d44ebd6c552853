package org.audioprocessor.cli.output;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.LoudnessSnapshot;
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
}
