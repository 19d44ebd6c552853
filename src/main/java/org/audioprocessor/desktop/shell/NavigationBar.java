package org.audioprocessor.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.Screens;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.desktop.work.ConnectionBadgeState;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The left side: the connection, every screen with its count, the button for the shortcuts. */
public final class NavigationBar extends VBox {
  private static final double WIDE = 190;
  private static final double NARROW = 56;

  private final ConnectionBadge badge = new ConnectionBadge();
  private final ToggleGroup group = new ToggleGroup();
  private final List<Item> items = new ArrayList<>();
  private final Button keys;

  private record Item(Screens.Entry entry, ToggleButton button, Label name, Label count) {}

  public NavigationBar(Consumer<Screens.Entry> choose, Runnable showKeys) {
    setId("navigation");
    getStyleClass().add("navigation");
    getChildren().add(badge);
    Screens.MAIN.forEach(entry -> getChildren().add(item(entry, choose)));
    Region spring = new Region();
    VBox.setVgrow(spring, Priority.ALWAYS);
    keys = Controls.button("show-keys", Messages.text("navigation.keys"), showKeys);
    keys.setGraphic(new FontIcon(Feather.COMMAND));
    keys.getStyleClass().add("flat");
    Tips.on(keys, () -> Messages.text("navigation.keys"));
    getChildren().addAll(spring, keys);
    setNarrow(false);
  }

  private ToggleButton item(Screens.Entry entry, Consumer<Screens.Entry> choose) {
    String text = Messages.text("screen." + entry.id());
    Label name = Controls.label(text);
    Label count = Controls.label("", "navigation-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    HBox content = new HBox(new FontIcon(entry.icon()), name, Controls.spacer(), count);
    content.getStyleClass().add("navigation-content");
    ToggleButton button = new ToggleButton();
    button.setId("go-" + entry.id());
    button.getStyleClass().add("navigation-item");
    button.setGraphic(content);
    button.setAccessibleText(text);
    Tips.on(button, () -> text);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setToggleGroup(group);
    button.setOnAction(event -> choose.accept(entry));
    items.add(new Item(entry, button, name, count));
    return button;
  }

  public void connect(WorkspaceContext context) {
    badge.show(context.connection());
    for (Item item : items) {
      ObservableValue<String> count = item.entry().count().apply(context);
      item.count().textProperty().unbind();
      item.count().textProperty().bind(count);
      item.button()
          .accessibleTextProperty()
          .bind(count.map(number -> (item.name().getText() + " " + number).strip()));
    }
  }

  /** Shows that no connection is open or being opened. */
  public void showUnconnected() {
    badge.showUnconnected();
  }

  public void showConnection(@Nullable ConnectionBadgeState connection) {
    badge.show(connection);
  }

  public void select(Screens.Entry entry) {
    for (Item item : items) {
      item.button().setSelected(item.entry().equals(entry));
    }
  }

  public void setNarrow(boolean narrow) {
    setPrefWidth(narrow ? NARROW : WIDE);
    setMinWidth(narrow ? NARROW : WIDE);
    setMaxWidth(narrow ? NARROW : WIDE);
    badge.setNarrow(narrow);
    for (Item item : items) {
      Controls.show(item.name(), !narrow);
      Controls.show(item.count(), !narrow);
    }
    keys.setText(narrow ? "" : Messages.text("navigation.keys"));
  }

  /** Shows the current connection; production has an unmistakable style. */
  private static final class ConnectionBadge extends VBox {
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
}
