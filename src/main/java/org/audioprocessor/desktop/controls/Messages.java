package org.audioprocessor.desktop.controls;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Reads the texts of the window from one bundle. Placeholders are those of {@link MessageFormat};
 * numbers are formatted for the locale.
 */
public final class Messages {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("org.audioprocessor.desktop.messages");

  private Messages() {}

  /**
   * Returns a message.
   *
   * @throws java.util.MissingResourceException if the bundle lacks it
   */
  public static String text(String key, Object... values) {
    String pattern = BUNDLE.getString(key);
    return values.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.getDefault()).format(values);
  }

  /** Whether there is such a message. */
  static boolean has(String key) {
    return BUNDLE.containsKey(key);
  }

  /**
   * Returns the word for a constant.
   *
   * @param prefix of the key, with its last dot; the constant's name follows, in lower case with
   *     hyphens
   */
  public static String word(String prefix, Enum<?> constant, Object... values) {
    return text(prefix + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), values);
  }
}
