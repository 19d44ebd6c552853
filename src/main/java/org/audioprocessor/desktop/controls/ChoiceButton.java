package org.audioprocessor.desktop.controls;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;

/**
 * A toggle button of a group in which one button is always selected: a second press changes
 * nothing.
 */
public final class ChoiceButton extends ToggleButton {
  public ChoiceButton(String id, String text, ToggleGroup group, Runnable chosen) {
    super(text);
    setId(id);
    setAccessibleText(text);
    setMinWidth(Region.USE_PREF_SIZE);
    setToggleGroup(group);
    setOnAction(event -> chosen.run());
  }

  @Override
  public void fire() {
    if (!isSelected()) {
      super.fire();
    }
  }
}
