package org.audioprocessor.desktop.meters;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.ChoiceButton;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.audioprocessor.desktop.meters.MetersViewModel.MeterSubject;
import org.audioprocessor.preview.meter.EbuReading.MeterScale;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows the meters with scale, history and controls. */
public final class MetersView extends MeteredScreen {
  private final BorderPane root = new BorderPane();
  private final MetersViewModel model;
  private final TraceCanvas trace;

  public MetersView(MetersViewModel model) {
    this(model, new VBox());
  }

  private MetersView(MetersViewModel model, VBox content) {
    super(model, content, true);
    this.model = model;
    bars().getStyleClass().add("meters-bars");
    trace = new TraceCanvas(model);
    trace.getStyleClass().add("meters-trace");
    Label caption = Controls.paragraph("", "title-4");
    caption.textProperty().bind(model.captionProperty());
    VBox.setVgrow(bars(), Priority.ALWAYS);
    VBox.setVgrow(trace, Priority.ALWAYS);
    Label history = Controls.label(Messages.text("meters.history"), "section-title");
    String ceiling = Formats.level(model.ceilingDbtp());
    Label legend =
        Controls.paragraph(Messages.text("meters.unstable", ceiling), "text-muted", "text-small");
    legend.setMinHeight(Region.USE_PREF_SIZE);
    content.getChildren().setAll(caption, bars(), tiles(), history, trace, legend);
    content.getStyleClass().add("meters");
    content.setId("meters-content");
    root.setId("meters");
    root.setTop(new MeterToolbar(model));
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText(Messages.text("screen.meters"));
    scroll.getStyleClass().add("edge-to-edge");
    root.setCenter(scroll);
  }

  @Override
  void draw() {
    super.draw();
    trace.paint();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        Shortcut.of("Shift+P", "meters.key.pause", model::pauseOrStart),
        Shortcut.of("0", "meters.reset", model::reset),
        Shortcut.of("S", "meters.key.scale", model::switchScale),
        Shortcut.of(
            "T", "meters.key.unit", () -> model.setRelative(!model.relativeProperty().get())));
  }

  /** Selects the source and the scale; resets, pauses and resumes. */
  private static final class MeterToolbar extends HBox {
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
}
