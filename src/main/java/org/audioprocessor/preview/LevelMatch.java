package org.audioprocessor.preview;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Gains that make renditions equally loud, since a louder one is preferred for its level. The
 * quietest is unchanged and the others are attenuated, so nothing clips.
 *
 * @param gainsDb none above 0; a rendition that is not listed has 0
 */
public record LevelMatch(Map<Rendition, Double> gainsDb) {
  /** No gains. */
  public static final LevelMatch OFF = new LevelMatch(Map.of());

  public LevelMatch {
    gainsDb = Map.copyOf(gainsDb);
    if (gainsDb.values().stream().anyMatch(gainDb -> !(gainDb <= 0))) {
      throw new IllegalArgumentException("a gain of a comparison is above 0 dB");
    }
  }

  /**
   * Computes the gains from measured integrated loudness; a rendition without a value (silence) has
   * 0.
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

  /** The gain as a factor. */
  public double gain(Rendition rendition) {
    return Math.pow(10, gainDb(rendition) / 20);
  }
}
