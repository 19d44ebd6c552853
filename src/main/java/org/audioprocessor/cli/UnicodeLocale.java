package org.audioprocessor.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checks whether file names can be decoded. On Linux Java decodes them in the encoding of the
 * locale, which is ASCII in the locales C and POSIX.
 */
final class UnicodeLocale {
  /** The message for a locale without Unicode. */
  static final String SENTENCE =
      "The locale “"
          + locale()
          + "” supports ASCII only, so a file name cannot be read. Choose a UTF-8 locale, for"
          + " example: LC_ALL=C.UTF-8 audio-processor …";

  private static final char UNREADABLE = '\uFFFD';

  private UnicodeLocale() {}

  static boolean isMissing() {
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    return !Charset.forName(encoding, StandardCharsets.US_ASCII).newEncoder().canEncode('音');
  }

  /** Returns whether one of the arguments lost characters when it was decoded. */
  static boolean isMissingFor(String... arguments) {
    return Arrays.stream(arguments).anyMatch(one -> one.indexOf(UNREADABLE) >= 0) && isMissing();
  }

  private static String locale() {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = System.getenv(variable);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return "C";
  }
}
