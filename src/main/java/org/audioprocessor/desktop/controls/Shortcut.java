package org.audioprocessor.desktop.controls;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * An action by key. Keys without Ctrl, Alt or Meta do not work while somebody types.
 *
 * @param text what it does, for the sheet of shortcuts
 */
public record Shortcut(KeyCombination keys, String text, Runnable action) {

  /**
   * One of the bundle's.
   *
   * @param keys such as {@code Shortcut+R} or {@code N}
   */
  public static Shortcut of(String keys, String messageKey, Runnable action) {
    return new Shortcut(KeyCombination.valueOf(keys), Messages.text(messageKey), action);
  }

  /** Whether it needs a key that typing does not. */
  public boolean worksWhileTyping() {
    return keys.getControl() == KeyCombination.ModifierValue.DOWN
        || keys.getAlt() == KeyCombination.ModifierValue.DOWN
        || keys.getMeta() == KeyCombination.ModifierValue.DOWN
        || keys.getShortcut() == KeyCombination.ModifierValue.DOWN
        || keys.getName().matches("F\\d+");
  }

  public boolean matches(KeyEvent event) {
    return keys.match(event);
  }
}
