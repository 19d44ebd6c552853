package org.audioprocessor.desktop.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;

/**
 * Walks a scene graph and says what a person who sees or hears it would miss. JavaFX thread only.
 */
public final class SceneChecks {
  /** WCAG 2.2, 1.4.3. */
  private static final double LEAST_CONTRAST = 4.5;

  /** The one button that the Tab key leaves out: an undo must be meant. Its key is Ctrl+Z. */
  private static final String UNDO = "review-undo";

  private SceneChecks() {}

  /** Controls that a screen reader would have no words for. */
  public static List<String> withoutName(Parent root) {
    return seen(root)
        .filter(SceneChecks::needsName)
        .filter(node -> !hasName(node))
        .map(SceneChecks::path)
        .toList();
  }

  /** Controls that can be used with a mouse only. */
  public static List<String> withoutKeyboard(Parent root) {
    return seen(root)
        .filter(node -> node instanceof ButtonBase || node instanceof TextInputControl)
        .filter(node -> !node.isFocusTraversable() && !isPartOfControl(node) && !node.isDisabled())
        .filter(node -> !UNDO.equals(node.getId()))
        .map(SceneChecks::path)
        .toList();
  }

  /** Words that are too close to what is behind them. */
  public static List<String> hardToRead(Parent root) {
    List<String> found = new ArrayList<>();
    seen(root)
        .filter(Text.class::isInstance)
        .map(Text.class::cast)
        .filter(text -> !text.getText().isBlank() && text.getFill() instanceof Color)
        .filter(text -> !text.isDisabled()) // WCAG leaves out what cannot be used now
        .forEach(text -> {
          Color behind = behind(text);
          double contrast = contrast(over((Color) text.getFill(), behind), behind);
          if (contrast < LEAST_CONTRAST) {
            found.add(
                String.format(
                    Locale.ROOT, "%.2f “%s” in %s", contrast, text.getText(), path(text)));
          }
        });
    return found;
  }

  /** Buttons whose words are cut off. */
  public static List<String> cutOff(Parent root) {
    return seen(root)
        .filter(node -> node instanceof ButtonBase && !((Labeled) node).getText().isBlank())
        .map(Labeled.class::cast)
        .filter(button -> !shownText(button).equals(button.getText()))
        .map(SceneChecks::path)
        .toList();
  }

  /** Labels of one line whose words are cut off. */
  public static List<String> cutLabels(Parent root) {
    return seen(root)
        .filter(node -> node instanceof Label label && !label.isWrapText())
        .map(Label.class::cast)
        .filter(label -> label.getWidth() + 1 < label.prefWidth(-1))
        .map(label -> "“" + label.getText() + "” in " + path(label))
        .toList();
  }

  private static String shownText(Labeled button) {
    return seen(button)
        .filter(node -> node instanceof Text && node.getStyleClass().contains("text"))
        .map(node -> ((Text) node).getText())
        .findFirst()
        .orElse("");
  }

  private static Stream<Node> seen(Node node) {
    if (!node.isVisible()) {
      return Stream.empty();
    }
    Stream<Node> self = Stream.of(node);
    return node instanceof Parent parent
        ? Stream.concat(self, parent.getChildrenUnmodifiable().stream().flatMap(SceneChecks::seen))
        : self;
  }

  private static boolean needsName(Node node) {
    return (node instanceof ButtonBase
            || node instanceof TextInputControl
            || node instanceof Spinner
            || node instanceof Slider
            || node instanceof TableView
            || node instanceof ListView
            || node instanceof ScrollPane
            || node instanceof ProgressBar)
        && !isPartOfControl(node);
  }

  /** The field of a spinner, the arrow of a menu: JavaFX names them with their control. */
  private static boolean isPartOfControl(Node node) {
    for (Parent at = node.getParent(); at != null; at = at.getParent()) {
      if (at instanceof Spinner || at instanceof TableView || at instanceof ScrollPane) {
        return node instanceof Control && !node.getStyleClass().contains("button");
      }
    }
    return false;
  }

  private static boolean hasName(Node node) {
    String name = node.getAccessibleText();
    boolean words = node instanceof Labeled labeled && !labeled.getText().isBlank();
    return words || (name != null && !name.isBlank()) || isLabelled(node);
  }

  private static boolean isLabelled(Node node) {
    return node.getScene().getRoot().lookupAll(".label").stream()
        .anyMatch(label -> label instanceof Label text && node.equals(text.getLabelFor()));
  }

  private static Color behind(Node node) {
    List<Color> layers = new ArrayList<>();
    for (Parent at = node.getParent(); at != null; at = at.getParent()) {
      if (at instanceof Region region && region.getBackground() != null) {
        List<BackgroundFill> fills = region.getBackground().getFills();
        for (int i = fills.size() - 1; i >= 0; i--) {
          Paint fill = fills.get(i).getFill();
          if (fill instanceof Color color && color.getOpacity() > 0) {
            layers.add(color);
            if (color.isOpaque()) {
              return flattened(layers);
            }
          }
        }
      }
    }
    layers.add(Color.WHITE);
    return flattened(layers);
  }

  private static Color flattened(List<Color> topFirst) {
    Color result = topFirst.getLast();
    for (int i = topFirst.size() - 2; i >= 0; i--) {
      result = over(topFirst.get(i), result);
    }
    return result;
  }

  private static Color over(Color top, Color bottom) {
    double alpha = top.getOpacity();
    return Color.color(
        top.getRed() * alpha + bottom.getRed() * (1 - alpha),
        top.getGreen() * alpha + bottom.getGreen() * (1 - alpha),
        top.getBlue() * alpha + bottom.getBlue() * (1 - alpha));
  }

  /** WCAG 2.2, relative luminance and contrast ratio. */
  static double contrast(Color one, Color other) {
    double first = luminance(one) + 0.05;
    double second = luminance(other) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  private static String path(Node node) {
    StringBuilder path = new StringBuilder();
    for (Node at = node; at != null; at = at.getParent()) {
      String name = at.getId() != null ? "#" + at.getId() : at.getClass().getSimpleName();
      path.insert(0, "/" + name);
    }
    return path.toString();
  }
}
