package org.audioprocessor.desktop.queue.table;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.batch.TrackProgress;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Tips;
import org.audioprocessor.desktop.queue.QueueViewModel;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.queue.ReviewVerdict;
import org.jspecify.annotations.Nullable;

/** Shows the progress of a track, the sentence of its last attempt, or the reviewer's verdict. */
final class OutcomeCell extends LiveCell {
  private final ProgressBar bar = new ProgressBar();
  private final Label stage = Controls.label("", "text-muted", "text-small");
  private final VBox progressing = new VBox(stage, bar);
  private final Label sentence = new Label();

  OutcomeCell(QueueViewModel model) {
    super(model, "outcome-cell");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.getStyleClass().add("thin");
    sentence.setMinWidth(0);
    progressing.getStyleClass().add("progress-content");
    progressing.setAlignment(Pos.CENTER_LEFT);
    Tips.on(this, this::tip);
  }

  @Override
  void draw(QueueRow row, @Nullable TrackProgress progress) {
    if (progress != null) {
      drawProgress(progress.event(), progress.overall());
      return;
    }
    String text = text(row);
    if (text == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    sentence.setText(text.replaceAll("\\s+", " "));
    sentence.getStyleClass().setAll("label", styleClass(row));
    setGraphic(sentence);
    setAccessibleText(text);
  }

  private static @Nullable String text(QueueRow row) {
    if (row.verdict() != null) {
      return Messages.word("queue.verdict.mark.", row.verdict()) + " " + row.verdictText();
    }
    return row.status() == UploadState.COMPLETED ? null : row.sentence();
  }

  private @Nullable String tip() {
    return getItem() == null || !sentence.equals(getGraphic()) ? null : text(getItem());
  }

  private static String styleClass(QueueRow row) {
    if (row.status() == UploadState.FAILED) {
      return "status-failed";
    }
    return row.verdict() == ReviewVerdict.REJECTED ? "verdict-rejected" : "text-muted";
  }

  private void drawProgress(ProgressEvent event, double overall) {
    bar.setProgress(overall);
    String words =
        (Messages.word("stage.", event.stage()) + " " + Formats.realTime(event.realtimeFactor()))
            .strip();
    stage.setText(words);
    bar.setAccessibleText(words);
    setGraphic(progressing);
    setAccessibleText(words);
  }
}
