package org.audioprocessor.desktop.queue;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.TrackProgress;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.pipeline.ProgressEvent;
import org.jspecify.annotations.Nullable;

/** How far a track is, or the sentence about its last try. */
final class OutcomeCell extends LiveCell {
  private static final double BAR_WIDTH = 86;

  private final ProgressBar bar = new ProgressBar();
  private final Label stage = Controls.label("", "text-muted");
  private final HBox progressing = new HBox(bar, stage);
  private final Label sentence = new Label();

  OutcomeCell(QueueViewModel model) {
    super(model, "outcome-cell");
    bar.setPrefWidth(BAR_WIDTH);
    bar.setMinWidth(BAR_WIDTH);
    progressing.getStyleClass().add("progress-content");
    progressing.setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  void draw(QueueRow row, @Nullable TrackProgress progress) {
    if (progress != null) {
      drawProgress(progress.event(), progress.overall());
      return;
    }
    String text = row.sentence();
    if (text == null || row.status() == UploadState.COMPLETED) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    String oneLine = text.replaceAll("\\s+", " ");
    sentence.setText(oneLine);
    boolean failed = row.status() == UploadState.FAILED;
    sentence.getStyleClass().setAll("label", failed ? "status-failed" : "text-muted");
    setGraphic(sentence);
    setTooltip(new Tooltip(text));
    setAccessibleText(text);
  }

  private void drawProgress(ProgressEvent event, double overall) {
    bar.setProgress(overall);
    String words =
        (Messages.word("stage.", event.stage()) + " " + Formats.realTime(event.realtimeFactor()))
            .strip();
    stage.setText(words);
    bar.setAccessibleText(words);
    setGraphic(progressing);
    setTooltip(null);
    setAccessibleText(words);
  }
}
