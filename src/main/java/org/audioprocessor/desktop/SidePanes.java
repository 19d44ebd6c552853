package org.audioprocessor.desktop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.audioprocessor.desktop.WindowThreads.UiThread;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.jspecify.annotations.Nullable;

/**
 * The panes around every screen: the selected track on the right, player and meters below. One pane
 * is added per frame, so that the window stays responsive.
 */
final class SidePanes {
  private final StackPane details = new StackPane();
  private final HBox bottom = new HBox();
  private final List<Screen> screens = new ArrayList<>();
  private final Deque<Runnable> toCome = new ArrayDeque<>();
  private final Runnable changed;

  /**
   * Creates empty panes.
   *
   * @param changed called after each pane is added
   */
  SidePanes(Runnable changed) {
    this.changed = changed;
    details.setId("details");
    details.getStyleClass().add("details");
    bottom.setId("bottom");
    bottom.getStyleClass().add("bottom");
  }

  StackPane details() {
    return details;
  }

  HBox bottom() {
    return bottom;
  }

  void connect(WorkspaceContext opened) {
    toCome.add(() -> place(opened, Screens.DETAILS));
    toCome.add(() -> placeBelow(opened, Screens.PLAYER, true));
    toCome.add(() -> placeBelow(opened, Screens.METERS, false));
    placeNext();
  }

  private void placeNext() {
    Runnable next = toCome.poll();
    if (next != null) {
      next.run();
      changed.run();
      UiThread.atNextPulse(this::placeNext);
    }
  }

  /** Returns whether all panes are shown. */
  boolean isWhole() {
    return toCome.isEmpty();
  }

  private void place(WorkspaceContext opened, @Nullable Function<WorkspaceContext, Screen> make) {
    if (make != null) {
      details.getChildren().setAll(show(make.apply(opened)));
    }
  }

  private void placeBelow(
      WorkspaceContext opened, @Nullable Function<WorkspaceContext, Screen> make, boolean wide) {
    if (make != null) {
      Node node = show(make.apply(opened));
      HBox.setHgrow(node, wide ? Priority.ALWAYS : Priority.NEVER);
      bottom.getChildren().add(node);
    }
  }

  private Node show(Screen screen) {
    screens.add(screen);
    screen.shown();
    return screen.node();
  }

  /** Closes all panes. */
  void disconnect() {
    toCome.clear();
    screens.forEach(Screen::hidden);
    screens.forEach(Screen::closed);
    screens.clear();
    details.getChildren().clear();
    bottom.getChildren().clear();
  }

  List<Shortcut> shortcuts() {
    return screens.stream().flatMap(screen -> screen.shortcuts().stream()).toList();
  }
}
