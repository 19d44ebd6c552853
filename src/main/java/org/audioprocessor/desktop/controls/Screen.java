package org.audioprocessor.desktop.controls;

import java.util.List;
import javafx.scene.Node;

/** What the window can show in one of its places. */
public interface Screen {
  /** The same one every time. */
  Node node();

  /** Keys that work while it is shown. */
  default List<Shortcut> shortcuts() {
    return List.of();
  }

  /** Space presses no button while it is shown, not even after the Tab key. */
  default boolean spaceAlwaysPlays() {
    return false;
  }

  /** It can be seen from now on: subscriptions are taken. */
  default void shown() {}

  /** It cannot be seen any more: subscriptions are dropped. */
  default void hidden() {}

  /** Its connection is about to be closed; it will not be shown again. */
  default void closed() {}
}
