package org.audioprocessor.desktop.shell;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.audioprocessor.desktop.work.DesktopState;

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
}
