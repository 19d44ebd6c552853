package org.audioprocessor.desktop.controls;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A short message with at most a few lines of text. */
public final class Banner extends HBox {

  /**
   * @param close null for a banner that the user cannot close
   */
  public Banner(Severity severity, String sentence, @Nullable Runnable close, Button... actions) {
    getStyleClass().addAll("banner", severity.bannerStyleClass());
    setAlignment(Pos.CENTER_LEFT);
    setAccessibleRole(AccessibleRole.TEXT);
    setAccessibleText(sentence);
    Label text = Controls.paragraph(sentence, "banner-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    Tips.on(text, () -> sentence);
    getChildren().addAll(new FontIcon(severity.icon), text);
    getChildren().addAll(actions);
    if (close != null) {
      getChildren()
          .add(
              Controls.iconButton("banner-close", Feather.X, Messages.text("banner.close"), close));
    }
  }
}
