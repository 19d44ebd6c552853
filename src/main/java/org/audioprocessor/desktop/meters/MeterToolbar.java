package org.audioprocessor.desktop.meters;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.preview.meter.MeterScale;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is metered, on which scale; reset, pause, start. */
final class MeterToolbar extends HBox {
  private final MetersViewModel model;

  MeterToolbar(MetersViewModel model) {
    this.model = model;
    getStyleClass().add("screen-toolbar");
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(subjects());
    getChildren().add(Controls.spring());
    getChildren().addAll(scales());
    Button reset = Controls.button("meters-reset", Messages.text("meters.reset"), model::reset);
    reset.setGraphic(new FontIcon(Feather.ROTATE_CCW));
    reset.disableProperty().bind(model.controllableProperty().not());
    Button pause = Controls.button("meters-pause", Messages.text("meters.pause"), this::pause);
    pause.disableProperty().bind(model.controllableProperty().not());
    model
        .runningProperty()
        .subscribe(running -> {
          String text = Messages.text(running ? "meters.pause" : "meters.start");
          pause.setText(text);
          pause.setAccessibleText(text);
        });
    getChildren().addAll(pause, reset);
  }

  private void pause() {
    model.pauseOrStart();
  }

  private List<ToggleButton> subjects() {
    ToggleGroup group = new ToggleGroup();
    ToggleButton heard = chip("meters-heard", "meters.subject.heard", group);
    ToggleButton processed = chip("meters-processed", "meters.subject.processed", group);
    heard.setOnAction(event -> model.show(MeterSubject.HEARD));
    processed.setOnAction(event -> model.show(MeterSubject.PROCESSED));
    model
        .subjectProperty()
        .subscribe(now -> group.selectToggle(now == MeterSubject.HEARD ? heard : processed));
    return List.of(heard, processed);
  }

  private List<ToggleButton> scales() {
    ToggleGroup group = new ToggleGroup();
    ToggleButton nine = chip("meters-scale-9", "meters.scale.9", group);
    ToggleButton eighteen = chip("meters-scale-18", "meters.scale.18", group);
    nine.setOnAction(event -> model.setScale(MeterScale.EBU_9));
    eighteen.setOnAction(event -> model.setScale(MeterScale.EBU_18));
    model
        .scaleProperty()
        .subscribe(now -> group.selectToggle(now == MeterScale.EBU_9 ? nine : eighteen));
    return List.of(nine, eighteen);
  }

  private static ToggleButton chip(String id, String key, ToggleGroup group) {
    ToggleButton chip = new ToggleButton(Messages.text(key));
    chip.setId(id);
    chip.getStyleClass().add("chip");
    chip.setMinWidth(USE_PREF_SIZE);
    chip.setToggleGroup(group);
    return chip;
  }
}
