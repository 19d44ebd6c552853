package org.audioprocessor.desktop.controls;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Creates tooltips when the mouse first enters a node. Each tooltip is a window with a scene of its
 * own; a table of uploads would otherwise create a hundred on each layout.
 */
public final class Tips {
  private static final double WIDEST = 480;

  private final Node node;
  private final Supplier<@Nullable String> words;
  private @Nullable Tooltip tip;

  private Tips(Node node, Supplier<@Nullable String> words) {
    this.node = node;
    this.words = words;
  }

  /**
   * Adds a tooltip.
   *
   * @param words called whenever the tooltip is about to be shown; null or empty for none
   */
  public static void on(Node node, Supplier<@Nullable String> words) {
    Tips tips = new Tips(node, words);
    node.addEventHandler(MouseEvent.MOUSE_ENTERED, event -> tips.moved());
    node.addEventHandler(MouseEvent.MOUSE_MOVED, event -> tips.moved());
  }

  private void moved() {
    String text = words.get();
    Tooltip before = tip;
    if (text == null || text.isEmpty()) {
      if (before != null) {
        Tooltip.uninstall(node, before);
        tip = null;
      }
    } else if (before == null) {
      Tooltip made = new Tooltip(text);
      made.setWrapText(true);
      made.setMaxWidth(WIDEST);
      made.setOnShowing(event -> made.setText(words.get()));
      Tooltip.install(node, made);
      tip = made;
    } else {
      before.setText(text);
    }
  }
}
