package org.audioprocessor.desktop;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.audioprocessor.desktop.work.DesktopState;

/** Where the window stood last time, if that place is still on a screen. */
final class WindowPlace {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  static final double LEAST_WIDTH = 640;
  static final double LEAST_HEIGHT = 400;

  private WindowPlace() {}

  static void restore(Stage stage, DesktopState state) {
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    stage.setWidth(Math.max(LEAST_WIDTH, state.number("window.width", WIDTH)));
    stage.setHeight(Math.max(LEAST_HEIGHT, state.number("window.height", HEIGHT)));
    double x = state.number("window.x", Double.NaN);
    double y = state.number("window.y", Double.NaN);
    boolean visible =
        Screen.getScreens().stream()
            .map(Screen::getVisualBounds)
            .anyMatch(bounds -> holds(bounds, x, y));
    if (visible) {
      stage.setX(x);
      stage.setY(y);
    }
    stage.setMaximized(state.flag("window.maximised", false));
  }

  /** Where its title bar can still be taken hold of. */
  private static boolean holds(Rectangle2D bounds, double x, double y) {
    return bounds.contains(x + 100, y + 10);
  }

  static void keep(Stage stage, DesktopState state) {
    state.put("window.maximised", String.valueOf(stage.isMaximized()));
    if (!stage.isMaximized() && !stage.isIconified()) {
      state.put("window.x", String.valueOf(stage.getX()));
      state.put("window.y", String.valueOf(stage.getY()));
      state.put("window.width", String.valueOf(stage.getWidth()));
      state.put("window.height", String.valueOf(stage.getHeight()));
    }
  }
}
