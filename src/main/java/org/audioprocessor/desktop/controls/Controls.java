package org.audioprocessor.desktop.controls;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Creates small controls in the program's style; each has an id and an accessible name. */
public final class Controls {
  private static final String VERDICT = "verdict";

  private Controls() {}

  /** Creates a button with a text. */
  public static Button button(String id, String text, Runnable action) {
    Button button = new Button(text);
    button.setId(id);
    button.setAccessibleText(text);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  /**
   * Creates a button that decides about a track. Space never presses it. The second press of a
   * double click, which would decide about the next track, does nothing.
   */
  public static Button verdict(String id, String text, Runnable action) {
    Button button = button(id, text, action);
    button.getProperties().put(VERDICT, true);
    button.addEventFilter(
        MouseEvent.ANY,
        event -> {
          if (event.getClickCount() > 1) {
            event.consume();
          }
        });
    return button;
  }

  public static boolean isVerdict(Node node) {
    return node.getProperties().containsKey(VERDICT);
  }

  /** Creates a button with an icon only; the text is its tooltip and its accessible name. */
  public static Button iconButton(String id, Feather icon, String text, Runnable action) {
    Button button = button(id, "", action);
    button.setGraphic(new FontIcon(icon));
    button.setAccessibleText(text);
    Tips.on(button, () -> text);
    button.getStyleClass().addAll("button-icon", "flat");
    return button;
  }

  public static Label label(String text, String... styleClasses) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styleClasses);
    return label;
  }

  /** Creates a label that wraps its text. */
  public static Label paragraph(String text, String... styleClasses) {
    Label label = label(text, styleClasses);
    label.setWrapText(true);
    return label;
  }

  /** Creates a region that takes the remaining width of a row. */
  public static Region spacer() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /** Shows or hides a node; a hidden node takes no room. */
  public static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
