package org.audioprocessor.desktop.review;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.EmptyState;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Formats.PeakCeiling;
import org.audioprocessor.desktop.controls.Formats.RenditionWords;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Shows one track at a time to listen to, approve or reject. */
public final class ReviewView implements Screen {
  private final ReviewViewModel model;
  private final StackPane root = new StackPane();
  private final Label left = Controls.label("", "text-muted");
  private final Label name = Controls.paragraph("", "title-2");
  private final FlowPane facts = new FlowPane();
  private final Label finding = Controls.paragraph("", "review-finding");
  private final TextField note = new TextField();
  private final HBox rejecting = new HBox();
  private final Button undo;
  private final VBox track = new VBox();
  private final EmptyState nothing =
      new EmptyState(
          Feather.CHECK_CIRCLE, Messages.text("review.empty"), Messages.text("review.empty.text"));

  public ReviewView(ReviewViewModel model) {
    this.model = model;
    undo = Controls.verdict("review-undo", Messages.text("review.undo"), this::undo);
    undo.setFocusTraversable(false);
    root.setId("review");
    nothing.setId("review-empty");
    name.setId("review-track");
    left.setId("review-left");
    facts.getStyleClass().add("review-facts");
    finding.setId("review-finding");
    track.getStyleClass().add("review-page");
    writeNote();
    track.getChildren().addAll(left, name, finding, buttons(), rejecting, facts, keys());
    ScrollPane scroll = new ScrollPane(track);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText(Messages.text("screen.review"));
    root.getChildren().addAll(scroll, nothing, undone());
    StackPane.setAlignment(root.getChildren().getLast(), Pos.TOP_RIGHT);
    model.trackProperty().subscribe(this::show);
    model.loadedProperty().subscribe(() -> show(model.trackProperty().get()));
    model.rejectingProperty().subscribe(this::showRejecting);
    model.waiting().subscribe(waiting -> left.setText(Messages.text("review.left", waiting)));
  }

  private FlowPane buttons() {
    Button approve =
        Controls.verdict("review-approve", Messages.text("review.approve"), this::approve);
    approve.getStyleClass().add("accent");
    FlowPane buttons =
        new FlowPane(
            approve,
            Controls.verdict("review-reject", Messages.text("review.reject"), model::beginReject),
            Controls.button("review-next", Messages.text("review.next"), model::next));
    buttons.getStyleClass().add("review-buttons");
    return buttons;
  }

  /** Returns the legend of the keys. */
  private static FlowPane keys() {
    FlowPane keys = new FlowPane();
    keys.getStyleClass().add("review-keys");
    List<String> ladder = RenditionWords.ofProgram();
    String rungs = String.join(", ", ladder);
    String last = String.valueOf(ladder.size() + 2); // after the raw file and the M4A
    for (String key : List.of("space", "arrows", "renditions", "loudest", "joint", "blind")) {
      Label cap = Controls.label(Messages.text("review.cap." + key, last), "key-cap", "text-small");
      String does = Messages.text("review.does." + key, rungs);
      Label what = Controls.label(does, "text-muted", "text-small");
      HBox one = new HBox(cap, what);
      one.getStyleClass().add("review-key");
      keys.getChildren().add(one);
    }
    return keys;
  }

  private HBox undone() {
    HBox box = new HBox(undo);
    box.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
    box.getStyleClass().add("review-undo");
    model.lastProperty().subscribe(last -> Controls.show(box, last != null));
    return box;
  }

  private void writeNote() {
    note.setId("review-note");
    note.setPromptText(Messages.text("review.note"));
    note.setAccessibleText(Messages.text("review.note"));
    note.textProperty().bindBidirectional(model.noteProperty());
    note.setOnAction(event -> reject());
    note.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ESCAPE) {
        model.cancelReject();
        root.requestFocus();
      }
    });
    HBox.setHgrow(note, Priority.ALWAYS);
    Button yes =
        Controls.verdict("review-reject-yes", Messages.text("review.reject.yes"), this::reject);
    rejecting.getStyleClass().add("review-buttons");
    rejecting.getChildren().addAll(note, yes);
  }

  private void approve() {
    root.requestFocus();
    model.approve();
  }

  /** Moves the focus out of the note before the note is hidden. */
  private void reject() {
    root.requestFocus();
    model.reject();
  }

  private void undo() {
    root.requestFocus();
    model.undo();
  }

  private void showRejecting(boolean writes) {
    Controls.show(rejecting, writes);
    if (writes) {
      // after the key that opened the note, which would be typed otherwise
      Platform.runLater(note::requestFocus);
    }
  }

  private void show(@Nullable ReviewTrack now) {
    root.getChildren().getFirst().setVisible(now != null);
    nothing.setVisible(now == null && model.loadedProperty().get());
    if (now != null) {
      name.setText(now.fileName());
      showFacts(now);
      String found = now.finding();
      Controls.show(finding, found != null);
      finding.setText(found == null ? "" : Messages.text("queue.finding", found));
    }
  }

  private void showFacts(ReviewTrack now) {
    String levels =
        Messages.text(
            "queue.levels", Formats.level(now.inputLufs()), Formats.level(now.outputLufs()));
    String when = Formats.when(now.completedAt(), Instant.now(), ZoneId.systemDefault());
    facts
        .getChildren()
        .setAll(
            fact("review.loudness", levels + " LUFS"),
            peak(now.truePeakDbtp()),
            fact("review.duration", duration(now.durationSeconds())),
            fact("review.generation", Formats.count(now.generation())),
            fact("review.completed", when));
  }

  /** Shows the highest peak of all renditions, so that no rendition hides another one's. */
  private VBox peak(@Nullable Double dbtp) {
    boolean over = PeakCeiling.isOver(dbtp, model.ceilingDbtp());
    String level = Formats.level(dbtp) + " dBTP";
    VBox fact = fact("review.peak", over ? PeakCeiling.SIGN + " " + level : level);
    if (over) {
      fact.getChildren().getLast().getStyleClass().add("peak-over");
      String ceiling = Formats.level(model.ceilingDbtp());
      Tips.on(fact, () -> Messages.text("track.peak.over", ceiling));
    }
    return fact;
  }

  private static VBox fact(String key, String value) {
    VBox fact =
        new VBox(
            Controls.label(Messages.text(key), "text-muted", "text-small"),
            Controls.label(value, "review-fact"));
    fact.getStyleClass().add("review-fact-box");
    return fact;
  }

  private static String duration(@Nullable Double seconds) {
    if (seconds == null) {
      return "–";
    }
    long whole = Math.round(seconds);
    return String.format(Locale.getDefault(), "%d:%02d", whole / 60, whole % 60);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        Shortcut.of("A", "review.key.approve", this::approve),
        Shortcut.of("R", "review.key.reject", model::beginReject),
        Shortcut.of("N", "review.key.next", model::next),
        Shortcut.of("Shortcut+Z", "review.undo", this::undo));
  }

  @Override
  public boolean spaceAlwaysPlays() {
    return true;
  }

  @Override
  public void shown() {
    model.attach();
  }

  @Override
  public void hidden() {
    model.detach();
  }
}
