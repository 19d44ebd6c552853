package org.audioprocessor.preview;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Gains that make renditions equally loud, so that the louder one does not win for being louder.
 * The quietest stays as it is and the others are turned down: nothing can clip.
 *
 * @param gainsDb none above 0; a rendition that is not listed has 0
 */
public record LevelMatch(Map<Rendition, Double> gainsDb) {
  /** Everything as it is. */
  public static final LevelMatch OFF = new LevelMatch(Map.of());

  public LevelMatch {
    gainsDb = Map.copyOf(gainsDb);
    if (gainsDb.values().stream().anyMatch(gainDb -> !(gainDb <= 0))) {
      throw new IllegalArgumentException("A comparison only ever turns down.");
    }
  }

  /**
   * From integrated loudness as it was measured; a rendition without a value (silence) is left
   * alone.
   */
  public static LevelMatch of(Map<Rendition, OptionalDouble> integratedLufs) {
    OptionalDouble quietest =
        integratedLufs.values().stream()
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .min();
    Map<Rendition, Double> gains = new HashMap<>();
    integratedLufs.forEach((rendition, lufs) ->
        lufs.ifPresent(value -> gains.put(rendition, quietest.orElse(value) - value)));
    return new LevelMatch(gains);
  }

  public double gainDb(Rendition rendition) {
    return gainsDb.getOrDefault(rendition, 0.0);
  }

  /** The same as a factor. */
  public double gain(Rendition rendition) {
    return Math.pow(10, gainDb(rendition) / 20);
  }
}
