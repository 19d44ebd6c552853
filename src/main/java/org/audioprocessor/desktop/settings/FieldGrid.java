package org.audioprocessor.desktop.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;

/** Fields below each other: the name, the value, the accepted values. */
final class FieldGrid extends GridPane {
  private static final double WIDEST = 460;

  private final List<Row> rows = new ArrayList<>();

  private record Row(Field<?> field, Node control, Label hint) {}

  FieldGrid() {
    getStyleClass().add("field-grid");
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    getColumnConstraints().setAll(labels, values);
  }

  void add(Field<?> field) {
    Control control = field.choices().isEmpty() ? typed(field) : chosen(field);
    Label hint = Controls.paragraph(field.hint(), "text-muted", "text-small");
    put(field.label(), control, hint);
    Controls.show(hint, !hint.getText().isEmpty());
    rows.add(new Row(field, control, hint));
  }

  /** Adds a password field, whose text is never shown. */
  void addPassword(PasswordField password, Label hint) {
    password.setId("setting-password");
    put(Messages.text("settings.password"), password, hint);
  }

  /** Adds a node below the control of the last row. */
  void addBelow(Node node) {
    add(node, 1, getRowCount());
  }

  private void put(String name, Control control, Label hint) {
    control.setMaxWidth(WIDEST);
    Label label = Controls.label(name);
    label.setLabelFor(control);
    label.getStyleClass().add("field-name");
    GridPane.setValignment(label, VPos.TOP);
    control.setAccessibleText(name);
    control.setAccessibleHelp(hint.getText());
    addRow(getRowCount(), label, new VBox(3, control, hint));
  }

  private static Control typed(Field<?> field) {
    TextField text = new TextField();
    text.setId(field.id());
    text.textProperty().bindBidirectional(field.textProperty());
    return text;
  }

  private static Control chosen(Field<?> field) {
    ComboBox<String> box = new ComboBox<>();
    box.setId(field.id());
    box.getItems().setAll(field.choices());
    box.setConverter(new Words());
    box.valueProperty().bindBidirectional(field.textProperty());
    return box;
  }

  /** Disables the fields that another source sets, and shows the reasons. */
  void fix(Map<String, String> reasonsById) {
    for (Row row : rows) {
      String reason = reasonsById.get(row.field().id());
      row.control().setDisable(reason != null);
      row.hint().setText(reason == null ? row.field().hint() : reason);
      Controls.show(row.hint(), !row.hint().getText().isEmpty());
    }
  }

  private static final class Words extends StringConverter<String> {
    @Override
    public String toString(String word) {
      return word == null || word.isEmpty() ? "" : Messages.text("setting.word." + word);
    }

    @Override
    public String fromString(String shown) {
      throw new UnsupportedOperationException("nothing is typed here");
    }
  }
}
