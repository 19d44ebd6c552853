package org.audioprocessor.desktop.shell;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.app.StartupException;
import org.jspecify.annotations.Nullable;

/** Saves the bounds of the window and restores them so that the whole window is on one screen. */
public final class WindowBounds {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  static final double LEAST_WIDTH = 640;
  static final double LEAST_HEIGHT = 400;

  private WindowBounds() {}

  public static void restore(Stage stage, DesktopState state) {
    Rectangle2D saved =
        new Rectangle2D(
            state.number("window.x", 0),
            state.number("window.y", 0),
            Math.max(LEAST_WIDTH, state.number("window.width", WIDTH)),
            Math.max(LEAST_HEIGHT, state.number("window.height", HEIGHT)));
    boolean isPlaced = state.get("window.x") != null;
    List<Rectangle2D> screens = Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
    Rectangle2D first = Screen.getPrimary().getVisualBounds();
    Rectangle2D bounds = within(isPlaced ? screenOf(saved, screens, first) : first, saved);
    stage.setMinWidth(Math.min(LEAST_WIDTH, bounds.getWidth()));
    stage.setMinHeight(Math.min(LEAST_HEIGHT, bounds.getHeight()));
    stage.setWidth(bounds.getWidth());
    stage.setHeight(bounds.getHeight());
    if (isPlaced) {
      stage.setX(bounds.getMinX());
      stage.setY(bounds.getMinY());
    }
    stage.setMaximized(state.flag("window.maximised", false));
  }

  /**
   * Returns the screen with the largest part of the window; the first one if no screen shows any of
   * it.
   */
  private static Rectangle2D screenOf(
      Rectangle2D window, List<Rectangle2D> screens, Rectangle2D first) {
    Rectangle2D most = first;
    for (Rectangle2D screen : screens) {
      most = common(screen, window) > common(most, window) ? screen : most;
    }
    return most;
  }

  /** Returns the area of the intersection, in square pixels. */
  private static double common(Rectangle2D one, Rectangle2D other) {
    double width =
        Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX());
    double height =
        Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY());
    return Math.max(0, width) * Math.max(0, height);
  }

  /**
   * Limits the window to the size and the edges of the screen, so that the title bar stays
   * reachable.
   */
  public static Rectangle2D within(Rectangle2D screen, Rectangle2D window) {
    double width = Math.min(window.getWidth(), screen.getWidth());
    double height = Math.min(window.getHeight(), screen.getHeight());
    return new Rectangle2D(
        Math.clamp(window.getMinX(), screen.getMinX(), screen.getMaxX() - width),
        Math.clamp(window.getMinY(), screen.getMinY(), screen.getMaxY() - height),
        width,
        height);
  }

  public static void save(Stage stage, DesktopState state) {
    state.put("window.maximised", String.valueOf(stage.isMaximized()));
    if (!stage.isMaximized() && !stage.isIconified()) {
      state.put("window.x", String.valueOf(stage.getX()));
      state.put("window.y", String.valueOf(stage.getY()));
      state.put("window.width", String.valueOf(stage.getWidth()));
      state.put("window.height", String.valueOf(stage.getHeight()));
    }
  }

  /** Checks for a display to show a window on. */
  public static final class Displays {
    /** The dynamic linker's message about a library that is not installed. */
    private static final Pattern NOT_FOUND =
        Pattern.compile("(\\S+\\.so[.\\d]*): cannot open shared object file");

    /**
     * The system libraries that JavaFX's libraries need, with Debian's package of each; the
     * program's packages recommend the same.
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

    /** JavaFX's message if it cannot load GTK; about the display it says DISPLAY. */
    private static final String WITHOUT_GTK = "glass GTK library";

    private Displays() {}

    /** Requires an X server or Wayland on Linux, unless JavaFX draws for tests. */
    public static void requireOne(Map<String, String> environment, Properties system)
        throws StartupException {
      boolean linux =
          system.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
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
        String message = String.valueOf(at.getMessage());
        Matcher missing = NOT_FOUND.matcher(message);
        if (missing.find()) {
          return Optional.of(missing(missing.group(1), failure));
        }
        if (message.contains(WITHOUT_GTK)) {
          return Optional.of(missing("libgtk-3.so.0 (GTK 3)", failure));
        }
      }
      return Optional.empty();
    }

    private static StartupException missing(String library, Throwable failure) {
      return new StartupException(
          "The window needs the system library "
              + library
              + ", which is not installed. Install it (on Debian and Ubuntu the package "
              + PACKAGES.getOrDefault(library, GTK)
              + "), or use a command; --help lists them.",
          failure);
    }
  }
}
