package org.audioprocessor.process.readback;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processing from the raw file to the renditions, as a published {@code metadata.json} states
 * it.
 *
 * @param fileName of the raw file
 * @param sha256 of the raw file, in lower-case hexadecimal digits
 * @param rangeReduced whether a range curve was applied
 * @param renditions by their names
 */
public record StatedTreatment(
    String fileName, String sha256, boolean rangeReduced, Map<String, StatedRendition> renditions) {
  private static final double MOST_DB = 100;

  /**
   * The processing before one rendition's encoder.
   *
   * @param ceilingDbtp ceiling of the limiter; empty without limiting
   */
  public record StatedRendition(double gainDb, OptionalDouble ceilingDbtp) {}

  public StatedTreatment {
    renditions = Map.copyOf(renditions);
  }

  /** Empty if the document lacks a field, as a document of another program may. */
  public static Optional<StatedTreatment> read(byte[] json) {
    try {
      JsonNode root = JsonMapper.shared().readTree(json);
      String fileName = root.path("source").path("file_name").asString("");
      String sha256 = root.path("source").path("sha256").asString("");
      JsonNode range = root.path("plan").path("range_reduction_lu");
      Map<String, StatedRendition> renditions = new LinkedHashMap<>();
      root.path("renditions")
          .properties()
          .forEach(stated ->
              rendition(stated.getValue()).ifPresent(r -> renditions.put(stated.getKey(), r)));
      boolean complete =
          !fileName.isEmpty() && !sha256.isEmpty() && range.isNumber() && !renditions.isEmpty();
      return complete
          ? Optional.of(new StatedTreatment(fileName, sha256, range.asDouble() > 0, renditions))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<StatedRendition> rendition(JsonNode stated) {
    JsonNode gain = stated.path("gain_db");
    if (!isDecibels(gain)) {
      return Optional.empty();
    }
    JsonNode peak = stated.path("encoder_input_true_peak_dbtp");
    boolean limited = stated.path("peak_reduction_db").asDouble(0) > 0 && isDecibels(peak);
    OptionalDouble ceiling = limited ? OptionalDouble.of(peak.asDouble()) : OptionalDouble.empty();
    return Optional.of(new StatedRendition(gain.asDouble(), ceiling));
  }

  private static boolean isDecibels(JsonNode node) {
    return node.isNumber() && Math.abs(node.asDouble()) <= MOST_DB;
  }
}
