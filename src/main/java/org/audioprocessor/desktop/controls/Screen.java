package org.audioprocessor.desktop.controls;

import java.util.List;
import javafx.scene.Node;

/** Content that the window can show in one of its places. */
public interface Screen {
  /** Returns the root node, always the same one. */
  Node node();

  /** Returns the shortcuts that work while the screen is shown. */
  default List<Shortcut> shortcuts() {
    return List.of();
  }

  /**
   * Returns whether Space presses no button while the screen is shown, not even after the Tab key.
   */
  default boolean spaceAlwaysPlays() {
    return false;
  }

  /** Called when the screen becomes visible; takes its subscriptions. */
  default void shown() {}

  /** Called when the screen is no longer visible; drops its subscriptions. */
  default void hidden() {}

  /** Called before the connection is closed; the screen is not shown again. */
  default void closed() {}
}
