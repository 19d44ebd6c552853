package org.audioprocessor.settings;

import java.util.List;

/**
 * What holds after all sources were asked.
 *
 * @param values every value with its origin, in the order in which they are shown
 * @param warnings sentences for people about what in the file could not be used
 */
public record EffectiveSettings(Settings settings, List<Value> values, List<String> warnings) {

  /**
   * One value.
   *
   * @param name as in the file
   * @param source the environment variable or the file that it comes from; else empty
   */
  public record Value(String name, String text, Origin origin, String source) {}

  public EffectiveSettings {
    values = List.copyOf(values);
    warnings = List.copyOf(warnings);
  }

  /** Where this value comes from. */
  public Origin origin(SettingKey<?> key) {
    return values.stream()
        .filter(value -> value.name().equals(key.name()))
        .map(Value::origin)
        .findFirst()
        .orElse(Origin.DEFAULT);
  }
}
