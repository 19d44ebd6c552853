package org.audioprocessor.desktop.shell;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.app.StartupException;
import org.jspecify.annotations.Nullable;

/** Checks for a display to show a window on. */
public final class Displays {
  /** The dynamic linker's message about a library that is not installed. */
  private static final Pattern NOT_FOUND =
      Pattern.compile("(\\S+\\.so[.\\d]*): cannot open shared object file");

  /**
   * The system libraries that JavaFX's libraries need, with Debian's package of each; the program's
   * packages recommend the same.
   */
  static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("libX11.so.6", "libx11-6"),
          Map.entry("libXtst.so.6", "libxtst6"),
          Map.entry("libXxf86vm.so.1", "libxxf86vm1"),
          Map.entry("libGL.so.1", "libgl1"),
          Map.entry("libasound.so.2", "libasound2"),
          Map.entry("libfreetype.so.6", "libfreetype6"),
          Map.entry("libfontconfig.so.1", "libfontconfig1"));

  /** GTK depends on all others. */
  private static final String GTK = "libgtk-3-0";

  private Displays() {}

  /** Requires an X server or Wayland on Linux, unless JavaFX draws for tests. */
  public static void requireOne(Map<String, String> environment, Properties system)
      throws StartupException {
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

  public static StartupException none(Exception cause) {
    return new StartupException(
        "There is no display to show a window on. Start it where you are logged in to a desktop,"
            + " or use a command; --help lists them.",
        cause);
  }

  /** Returns an error with the package of a missing system library, if the failure names one. */
  public static Optional<StartupException> missingLibrary(Throwable failure) {
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      Matcher missing = NOT_FOUND.matcher(String.valueOf(at.getMessage()));
      if (missing.find()) {
        String library = missing.group(1);
        return Optional.of(
            new StartupException(
                "The window needs the system library "
                    + library
                    + ", which is not installed. Install it (on Debian and Ubuntu the package "
                    + PACKAGES.getOrDefault(library, GTK)
                    + "), or use a command; --help lists them.",
                failure));
      }
    }
    return Optional.empty();
  }
}
