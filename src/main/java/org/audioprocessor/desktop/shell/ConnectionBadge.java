package org.audioprocessor.desktop.shell;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Tips;
import org.audioprocessor.desktop.work.ConnectionBadgeState;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows the current connection; production has an unmistakable style. */
final class ConnectionBadge extends VBox {
  private static final PseudoClass PRODUCTION = PseudoClass.getPseudoClass("production");

  private final Label name = Controls.paragraph("", "connection-name");
  private final Label places = Controls.paragraph("", "text-small");
  private final FontIcon icon = new FontIcon(Feather.LOADER);

  ConnectionBadge() {
    setId("connection");
    getStyleClass().add("connection");
    HBox first = new HBox(icon, name);
    first.getStyleClass().add("connection-first");
    getChildren().addAll(first, places);
    Tips.on(this, this::getAccessibleText);
    show(null);
  }

  /** Shows a connection; null for none. */
  void show(@Nullable ConnectionBadgeState connection) {
    boolean production =
        connection != null && connection.kind() == ConnectionBadgeState.Kind.PRODUCTION;
    pseudoClassStateChanged(PRODUCTION, production);
    if (connection == null) {
      name.setText(Messages.text("connection.opening"));
      places.setText("");
      icon.setIconCode(Feather.LOADER);
    } else {
      name.setText(
          production
              ? Messages.text("connection.production", connection.name())
              : connection.name());
      places.setText(
          Messages.text("connection.places", connection.database(), connection.bucket()));
      icon.setIconCode(
          switch (connection.kind()) {
            case EMBEDDED -> Feather.HARD_DRIVE;
            case STAGING -> Feather.SERVER;
            case PRODUCTION -> Feather.RADIO;
          });
    }
    Controls.show(places, connection != null);
    setAccessibleText(name.getText() + ". " + places.getText());
  }

  void showUnconnected() {
    show(null);
    name.setText(Messages.text("connection.none"));
    icon.setIconCode(Feather.ALERT_TRIANGLE);
    setAccessibleText(name.getText());
  }

  /** Shows the icon only, in a narrow window. */
  void setNarrow(boolean narrow) {
    Controls.show(name, !narrow);
    Controls.show(places, !narrow && !places.getText().isEmpty());
  }
}
