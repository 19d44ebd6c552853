package org.audioprocessor.desktop.testing;

import java.util.Locale;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Rectangle2D;
import javafx.stage.Window;

/**
 * The screen of the headless platform is fixed at 1000 × 1000, and its {@code HeadlessWindow.blit}
 * (JavaFX 26.0.1) copies a window's pixels there without looking: one that reaches above or below
 * it ends in an IndexOutOfBoundsException that says nothing. One that is too wide only runs into
 * the next row. This says which window it was.
 */
final class HeadlessScreen {
  private static final int SIZE = 1000;

  private HeadlessScreen() {}

  /** Looks at every window from now on. On the JavaFX thread. */
  static void watch() {
    Window.getWindows()
        .addListener(
            (ListChangeListener<Window>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(HeadlessScreen::watch);
                  }
                });
  }

  private static void watch(Window window) {
    // later: place and size come one after the other
    InvalidationListener moved = value -> Platform.runLater(() -> requireInside(window));
    window.xProperty().addListener(moved);
    window.yProperty().addListener(moved);
    window.widthProperty().addListener(moved);
    window.heightProperty().addListener(moved);
    Platform.runLater(() -> requireInside(window));
  }

  private static void requireInside(Window window) {
    Rectangle2D place = place(window);
    if (window.isShowing() && !canBeDrawn(place)) {
      NothingGoesUncaught.note(
          new IllegalStateException(
              String.format(
                  Locale.ROOT,
                  "a window leaves the headless screen: %s of %s, %s",
                  window.getScene().getRoot(),
                  window.getClass().getSimpleName(),
                  place)));
    }
  }

  private static Rectangle2D place(Window window) {
    boolean known = !Double.isNaN(window.getX() + window.getY());
    return new Rectangle2D(
        known ? window.getX() : 0,
        known ? window.getY() : 0,
        Math.max(0, zeroUnlessKnown(window.getWidth())),
        Math.max(0, zeroUnlessKnown(window.getHeight())));
  }

  private static double zeroUnlessKnown(double size) {
    return Double.isNaN(size) ? 0 : size;
  }

  /** The arithmetic of {@code blit}: row times the screen's width, plus column. */
  static boolean canBeDrawn(Rectangle2D place) {
    if (place.getWidth() < 1 || place.getHeight() < 1) {
      return true;
    }
    long first = index(place.getMinX(), place.getMinY());
    long last = index(place.getMaxX() - 1, place.getMaxY() - 1);
    return first >= 0 && last < (long) SIZE * SIZE;
  }

  private static long index(double x, double y) {
    return Math.round(y) * SIZE + Math.round(x);
  }
}
