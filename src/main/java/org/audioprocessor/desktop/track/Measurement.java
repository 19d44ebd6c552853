package org.audioprocessor.desktop.track;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
