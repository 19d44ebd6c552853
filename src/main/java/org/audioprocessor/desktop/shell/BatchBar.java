package org.audioprocessor.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.batch.Batch.BatchState.Phase;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;

/** Shows the progress of the batch, its speed, the remaining time and the controls. */
public final class BatchBar extends HBox {
  private static final int MOST_TRACKS = 64;

  private final Batch batch;
  private final Label count = Controls.label("", "batch-count");
  private final ProgressBar progress = new ProgressBar(0);
  private final Label words = Controls.label("", "text-muted", "batch-words");
  private final Button pause;
  private final Button stop;
  private final ChangeListener<BatchState> listener = (value, before, now) -> show(now);

  public BatchBar(Batch batch) {
    this.batch = batch;
    setId("batch-bar");
    getStyleClass().add("batch-bar");
    setAlignment(Pos.CENTER_LEFT);
    count.setMinWidth(Region.USE_PREF_SIZE);
    progress.setId("batch-progress");
    progress.setAccessibleText(Messages.text("batch.progress"));
    progress.setMaxWidth(Double.MAX_VALUE);
    words.setMinWidth(Region.USE_PREF_SIZE);
    HBox text = new HBox(count, words);
    text.getStyleClass().add("batch-said");
    VBox state = new VBox(text, progress);
    state.getStyleClass().add("batch-state");
    HBox.setHgrow(state, Priority.ALWAYS);
    pause = twoStates("batch-pause", "batch.pause", this::pauseOrResume);
    stop = twoStates("batch-stop", "batch.stop", this::stopOrKeepGoing);
    getChildren().addAll(state, tracks(), pause, stop);
    batch.stateProperty().addListener(listener);
    show(batch.stateProperty().get());
  }

  /** Removes the listeners; the batch continues. */
  public void dispose() {
    batch.stateProperty().removeListener(listener);
  }

  private Spinner<Integer> tracks() {
    Spinner<Integer> tracks = new Spinner<>(1, MOST_TRACKS, batch.tracksAtOnce());
    tracks.setId("batch-tracks");
    tracks.setAccessibleText(Messages.text("batch.tracks"));
    Tips.on(tracks, () -> Messages.text("batch.tracks"));
    tracks.getStyleClass().add("batch-tracks");
    tracks.valueProperty().addListener((value, before, now) -> batch.setTracksAtOnce(now));
    return tracks;
  }

  private static Button twoStates(String id, String text, Runnable action) {
    return Controls.singleClick(Controls.button(id, Messages.text(text), action));
  }

  private void pauseOrResume() {
    if (batch.stateProperty().get().phase() == Phase.PAUSED) {
      batch.resume();
    } else {
      batch.pause();
    }
  }

  private void stopOrKeepGoing() {
    if (batch.stateProperty().get().phase() == Phase.STOPPING) {
      batch.keepGoing();
    } else {
      batch.stopAfterCurrent();
    }
  }

  private void show(BatchState now) {
    Controls.show(this, now.isActive());
    count.setText(Messages.text("batch.count", now.done() + now.failed(), now.total()));
    progress.setProgress(now.fraction());
    words.setText(words(now));
    pause.setText(Messages.text(now.phase() == Phase.PAUSED ? "batch.resume" : "batch.pause"));
    pause.setAccessibleText(pause.getText());
    pause.setDisable(now.phase() == Phase.STOPPING);
    stop.setText(Messages.text(now.phase() == Phase.STOPPING ? "batch.keep-going" : "batch.stop"));
    stop.setAccessibleText(stop.getText());
  }

  private static String words(BatchState now) {
    List<String> words = new ArrayList<>();
    if (now.phase() == Phase.PAUSED) {
      words.add(
          now.running() == 0
              ? Messages.text("batch.phase.paused")
              : Messages.text("batch.phase.pausing", now.running()));
    } else if (now.phase() == Phase.STOPPING) {
      words.add(Messages.text("batch.phase.stopping", now.running()));
    }
    if (now.failed() > 0) {
      words.add(Messages.text("batch.failed", now.failed()));
    }
    if (now.realtimeFactor() > 0) {
      words.add(Messages.text("batch.speed", Formats.realTime(now.realtimeFactor())));
    }
    if (now.left() != null && now.phase() == Phase.RUNNING) {
      words.add(Messages.text("batch.left", Formats.about(now.left())));
    }
    return String.join(" · ", words);
  }
}
