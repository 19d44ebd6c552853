package org.audioprocessor.desktop.controls;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The placeholder of an empty area: an icon, what could be here, and how to get it. */
public final class EmptyState extends VBox {
  public EmptyState(Feather icon, String title, String text, Button... actions) {
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    FontIcon picture = new FontIcon(icon);
    picture.getStyleClass().add("empty-state-icon");
    getChildren().addAll(picture, Controls.paragraph(title, "title-4"));
    if (!text.isEmpty()) {
      getChildren().add(Controls.paragraph(text, "text-muted"));
    }
    if (actions.length > 0) {
      HBox row = new HBox(actions);
      row.getStyleClass().add("empty-state-actions");
      row.setAlignment(Pos.CENTER);
      getChildren().add(row);
    }
  }
}
