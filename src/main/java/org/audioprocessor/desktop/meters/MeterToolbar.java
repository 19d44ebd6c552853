package org.audioprocessor.desktop.meters;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.audioprocessor.desktop.controls.ChoiceButton;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.meters.MetersViewModel.MeterSubject;
import org.audioprocessor.preview.meter.MeterScale;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Selects the source and the scale; resets, pauses and resumes. */
final class MeterToolbar extends HBox {
  private final MetersViewModel model;

  MeterToolbar(MetersViewModel model) {
    this.model = model;
    getStyleClass().add("screen-toolbar");
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(subjects());
    getChildren().add(Controls.spacer());
    getChildren().addAll(units());
    getChildren().add(Controls.label("", "toolbar-gap"));
    getChildren().addAll(scales());
    getChildren().add(Controls.label("", "toolbar-gap"));
    Button reset = Controls.button("meters-reset", Messages.text("meters.reset"), model::reset);
    reset.setGraphic(new FontIcon(Feather.ROTATE_CCW));
    reset.disableProperty().bind(model.controllableProperty().not());
    Button pause =
        Controls.button("meters-pause", Messages.text("meters.pause"), model::pauseOrStart);
    pause.disableProperty().bind(model.controllableProperty().not());
    model
        .runningProperty()
        .subscribe(running -> {
          boolean pauses = running || !model.controllableProperty().get();
          String text = Messages.text(pauses ? "meters.pause" : "meters.start");
          pause.setText(text);
          pause.setAccessibleText(text);
        });
    getChildren().addAll(pause, reset);
  }

  private List<ChoiceButton> subjects() {
    ToggleGroup group = new ToggleGroup();
    ChoiceButton heard =
        chip("heard", "subject.heard", group, () -> model.show(MeterSubject.HEARD));
    ChoiceButton processed =
        chip("processed", "subject.processed", group, () -> model.show(MeterSubject.PROCESSED));
    model
        .subjectProperty()
        .subscribe(now -> group.selectToggle(now == MeterSubject.HEARD ? heard : processed));
    return List.of(heard, processed);
  }

  private List<ChoiceButton> scales() {
    ToggleGroup group = new ToggleGroup();
    ChoiceButton nine = chip("scale-9", "scale.9", group, () -> model.setScale(MeterScale.EBU_9));
    ChoiceButton eighteen =
        chip("scale-18", "scale.18", group, () -> model.setScale(MeterScale.EBU_18));
    nine.setAccessibleText(Messages.text("meters.scale.accessible", nine.getText()));
    eighteen.setAccessibleText(Messages.text("meters.scale.accessible", eighteen.getText()));
    model
        .scaleProperty()
        .subscribe(now -> group.selectToggle(now == MeterScale.EBU_9 ? nine : eighteen));
    return List.of(nine, eighteen);
  }

  private List<ChoiceButton> units() {
    ToggleGroup group = new ToggleGroup();
    ChoiceButton absolute = chip("lufs", "unit.lufs", group, () -> model.setRelative(false));
    ChoiceButton relative = chip("lu", "unit.lu", group, () -> model.setRelative(true));
    absolute.setAccessibleText(Messages.text("meters.unit.lufs.accessible"));
    relative.setAccessibleText(Messages.text("meters.unit.lu.accessible"));
    model.relativeProperty().subscribe(now -> group.selectToggle(now ? relative : absolute));
    return List.of(absolute, relative);
  }

  private static ChoiceButton chip(String id, String key, ToggleGroup group, Runnable chosen) {
    ChoiceButton chip =
        new ChoiceButton("meters-" + id, Messages.text("meters." + key), group, chosen);
    chip.getStyleClass().add("chip");
    return chip;
  }
}
