package org.audioprocessor.desktop.controls;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * An action with a key. Keys without Ctrl, Alt or Meta do not work while a text field has the
 * focus.
 *
 * @param text describes the action on the sheet of shortcuts
 */
public record Shortcut(KeyCombination keys, String text, Runnable action) {

  /**
   * Creates a shortcut with a text of the bundle.
   *
   * @param keys such as {@code Shortcut+R} or {@code N}
   */
  public static Shortcut of(String keys, String messageKey, Runnable action) {
    return new Shortcut(KeyCombination.valueOf(keys), Messages.text(messageKey), action);
  }

  /** Returns whether the keys include a modifier that typing does not use. */
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
