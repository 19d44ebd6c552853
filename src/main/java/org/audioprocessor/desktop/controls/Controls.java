package org.audioprocessor.desktop.controls;

import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
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
    Button button = singleClick(button(id, text, action));
    button.getProperties().put(VERDICT, true);
    return button;
  }

  /** Lets a button ignore the second press of a double click, which would undo the first one. */
  public static Button singleClick(Button button) {
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

  /**
   * A toggle button of a group in which one button is always selected: a second press changes
   * nothing.
   */
  public static final class ChoiceButton extends ToggleButton {
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

  /** The placeholder of an empty area: an icon, what could be here, and how to get it. */
  public static final class EmptyState extends VBox {
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

  /**
   * Creates tooltips when the mouse first enters a node. Each tooltip is a window with a scene of
   * its own; a table of uploads would otherwise create a hundred on each layout.
   */
  public static final class Tips {
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
}
