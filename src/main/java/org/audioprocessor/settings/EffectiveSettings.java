package org.audioprocessor.settings;

import java.util.List;

/**
 * The settings resolved from all sources.
 *
 * @param values every value with its origin, in display order
 * @param warnings messages to users about invalid values in the file
 */
public record EffectiveSettings(Settings settings, List<Value> values, List<String> warnings) {

  /**
   * One value.
   *
   * @param name as in the file
   * @param source the environment variable or file of the value; otherwise empty
   */
  public record Value(String name, String text, Origin origin, String source) {}

  public EffectiveSettings {
    values = List.copyOf(values);
    warnings = List.copyOf(warnings);
  }

  /** Returns the origin of the key's value. */
  public Origin origin(SettingKey<?> key) {
    return values.stream()
        .filter(value -> value.name().equals(key.name()))
        .map(Value::origin)
        .findFirst()
        .orElse(Origin.DEFAULT);
  }

  /** The source of a value. Earlier constants take precedence. */
  public enum Origin {
    /** The command line. */
    FLAG,
    /** An environment variable. */
    ENVIRONMENT,
    /** The settings file of the workspace. */
    FILE,
    /** The system's keychain; passwords only. */
    KEYCHAIN,
    /** The default; the value is not set. */
    DEFAULT
  }
}
