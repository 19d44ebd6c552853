package org.audioprocessor.desktop;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.audioprocessor.PartsException;

/** Whether there is anything to show a window on. */
final class Displays {
  private Displays() {}

  /** On Linux a window needs an X server or Wayland, unless JavaFX draws for tests. */
  static void requireOne(Map<String, String> environment, Properties system) throws PartsException {
    boolean linux = system.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    boolean headless =
        system.getProperty("glass.platform", "").toLowerCase(Locale.ROOT).startsWith("headless");
    if (linux
        && !headless
        && environment.getOrDefault("DISPLAY", "").isBlank()
        && environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank()) {
      throw none(new UnsupportedOperationException("DISPLAY and WAYLAND_DISPLAY are not set"));
    }
  }

  static PartsException none(Exception cause) {
    return new PartsException(
        "There is no display to show a window on. Start it where you are logged in to a desktop,"
            + " or use a command; --help lists them.",
        cause);
  }
}
