package org.audioprocessor.desktop.track;

import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.generation.Reviews;
import org.jspecify.annotations.Nullable;

/** The commands of the track; unavailable ones are hidden. */
final class TrackButtons extends VBox {
  private final TrackViewModel model;
  private final FlowPane buttons = new FlowPane();
  private final TextField note = new TextField();
  private final HBox rejecting;

  TrackButtons(TrackViewModel model) {
    this.model = model;
    TrackCommands commands = model.commands();
    Button approve = judge("approve", TrackButtons::canApprove, this::approve);
    model.pageProperty().subscribe(page -> markPrimary(approve, page));
    judge("reject", TrackButtons::canReject, page -> askWhy());
    judge("take-back", TrackButtons::isJudged, this::takeBack);
    add("process", UploadActions::canProcess, commands::process);
    add("cancel", page -> page.status() == UploadState.PROCESSING, commands::cancel);
    add("retry", UploadActions::canRetry, commands::retry);
    add("put-back", UploadActions::canPutBack, commands::retry);
    add("reprocess", TrackPage::canReprocess, commands::reprocess);
    add("roll-back", TrackPage::canRollBack, commands::rollBack);
    rejecting = rejecting();
    buttons.getStyleClass().add("track-buttons");
    getStyleClass().add("track-section");
    getChildren().setAll(buttons, rejecting);
  }

  private HBox rejecting() {
    String prompt = Messages.text("track.reject.why");
    note.setId("track-reject-note");
    note.setPromptText(prompt);
    note.setAccessibleText(prompt);
    note.setOnAction(event -> reject());
    HBox.setHgrow(note, Priority.ALWAYS);
    Button yes =
        Controls.verdict("track-reject-yes", Messages.text("track.reject.yes"), this::reject);
    HBox row = new HBox(note, yes);
    row.getStyleClass().add("track-buttons");
    Controls.show(row, false);
    return row;
  }

  private void add(String id, Predicate<TrackPage> possible, Consumer<TrackPage> command) {
    String text = Messages.text("track.action." + id);
    add(Controls.button("track-" + id, text, () -> run(command)), possible);
  }

  private Button judge(String id, Predicate<TrackPage> possible, Consumer<TrackPage> command) {
    String text = Messages.text("track.action." + id);
    return add(Controls.verdict("track-" + id, text, () -> run(command)), possible);
  }

  private Button add(Button button, Predicate<TrackPage> possible) {
    buttons.getChildren().add(button);
    model
        .pageProperty()
        .subscribe(page -> Controls.show(button, page != null && possible.test(page)));
    return button;
  }

  private void run(Consumer<TrackPage> command) {
    @Nullable TrackPage page = model.pageProperty().get();
    if (page != null) {
      command.accept(page);
    }
  }

  /** Highlights the verdict of a track that has none. */
  private static void markPrimary(Button approve, @Nullable TrackPage page) {
    approve.getStyleClass().remove("accent");
    if (page != null && page.verdict() == ReviewVerdict.UNREVIEWED) {
      approve.getStyleClass().add("accent");
    }
  }

  private static boolean canApprove(TrackPage page) {
    return page.verdict() != null && page.verdict() != ReviewVerdict.APPROVED;
  }

  private static boolean canReject(TrackPage page) {
    return page.verdict() != null && page.verdict() != ReviewVerdict.REJECTED;
  }

  private static boolean isJudged(TrackPage page) {
    return page.verdict() != null && page.verdict() != ReviewVerdict.UNREVIEWED;
  }

  private void takeBack(TrackPage page) {
    model.commands().judge(page, ReviewVerdict.UNREVIEWED, "");
  }

  private void approve(TrackPage page) {
    model.commands().judge(page, ReviewVerdict.APPROVED, "");
  }

  private void askWhy() {
    Controls.show(rejecting, true);
    note.requestFocus();
  }

  private void reject() {
    String why = note.getText().strip();
    if (why.isEmpty()) {
      note.requestFocus();
      return;
    }
    String reason = why.substring(0, Math.min(why.length(), Reviews.LONGEST_NOTE));
    run(page -> model.commands().judge(page, ReviewVerdict.REJECTED, reason));
    note.clear();
    Controls.show(rejecting, false);
  }

  /** Cancels the input for the previous track. */
  void forget() {
    note.clear();
    Controls.show(rejecting, false);
  }
}
