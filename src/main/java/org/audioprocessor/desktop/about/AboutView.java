package org.audioprocessor.desktop.about;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;

/** Shows the program's version and its third-party libraries. */
public final class AboutView implements Screen {
  private final VBox root = new VBox();

  /**
   * @param facts such as the version
   * @param encoders of libraries of the system; set when they are known
   * @param parts the third-party libraries
   */
  public AboutView(List<Fact> facts, ObservableValue<String> encoders, List<Part> parts) {
    root.setId("about");
    root.getStyleClass().add("cards");
    GridPane program = grid();
    facts.forEach(fact -> program.addRow(program.getRowCount(), label(fact.name()), value(fact)));
    Label ofSystem = Controls.paragraph("");
    ofSystem.setId("about-encoders");
    ofSystem.textProperty().bind(encoders);
    program.addRow(program.getRowCount(), label(Messages.text("about.encoders")), ofSystem);
    GridPane shipped = grid();
    parts.forEach(part ->
        shipped.addRow(
            shipped.getRowCount(),
            whole(part.name()),
            whole(part.version()),
            Controls.paragraph(part.licences(), "text-muted")));
    root.getChildren()
        .addAll(
            box(Messages.text("window.title"), program),
            box(Messages.text("about.parts"), shipped));
  }

  /** A named fact, such as the version. */
  public record Fact(String name, String text) {}

  /** A third-party library. */
  public record Part(String name, String version, String licences) {}

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("field-grid");
    return grid;
  }

  private static Label label(String text) {
    return Controls.label(text);
  }

  /** A label that long licences beside it do not shorten. */
  private static Label whole(String text) {
    Label label = label(text);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label value(Fact fact) {
    Label value = Controls.paragraph(fact.text());
    value.setAccessibleText(fact.name() + ": " + fact.text());
    return value;
  }

  private static VBox box(String title, Node content) {
    VBox box = new VBox(Controls.label(title, "card-title"), content);
    box.getStyleClass().add("card-box");
    return box;
  }

  @Override
  public Node node() {
    return root;
  }
}
