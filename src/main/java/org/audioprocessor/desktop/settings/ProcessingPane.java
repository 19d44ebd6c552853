package org.audioprocessor.desktop.settings;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;

/** Settings of processing and appearance. */
final class ProcessingPane extends VBox {
  private static final List<String> THEMES = List.of("system", "light", "dark");

  ProcessingPane(ProcessingViewModel model) {
    getStyleClass().add("cards");
    HBox themes = new HBox();
    themes.getStyleClass().add("card-actions");
    ToggleGroup group = new ToggleGroup();
    for (String word : THEMES) {
      RadioButton choice = new RadioButton(Messages.text("theme." + word));
      choice.setId("theme-" + word);
      choice.setToggleGroup(group);
      choice.setSelected(word.equals(model.theme()));
      choice.setOnAction(event -> model.chooseTheme(word));
      themes.getChildren().add(choice);
    }
    VBox look = new VBox(Controls.label(Messages.text("settings.theme"), "card-title"), themes);
    look.getStyleClass().add("card-box");
    FieldGrid grid = new FieldGrid();
    model.fields().forEach(grid::add);
    model.fixedProperty().subscribe(grid::fix);
    Button save = Controls.button("processing-save", Messages.text("settings.save"), model::save);
    save.getStyleClass().add("accent");
    VBox work =
        new VBox(
            Controls.label(Messages.text("settings.processing.title"), "card-title"),
            grid,
            Controls.paragraph(Messages.text("settings.processing.text"), "text-muted"),
            save);
    work.getStyleClass().add("card-box");
    getChildren().addAll(look, work);
  }
}
