package org.audioprocessor.desktop.track;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.track.graph.GraphPane;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Review;
import org.audioprocessor.worker.WorkerSettings;
import org.jspecify.annotations.Nullable;

/** Shows a track: in one column beside another screen, in two columns alone. */
public final class TrackView implements Screen {
  /** Below this width there is one column. */
  private static final double TWO_COLUMNS_FROM = 720;

  private final StackPane root = new StackPane();
  private final TrackViewModel model;
  private final TrackHeader header = new TrackHeader();
  private final ErrorBox error = new ErrorBox();
  private final GraphPane graph;
  private final RenditionGrid renditions;
  private final VerdictList verdicts = new VerdictList();
  private final AttemptList attempts = new AttemptList();
  private final TrackButtons buttons;
  private final Label trouble = Controls.paragraph("", "track-warn");
  private final VBox left = new VBox();
  private final VBox right = new VBox();
  private final HBox columns = new HBox(left, right);
  private final ScrollPane scroll = new ScrollPane(columns);
  private final Label message = Controls.paragraph("", "text-muted");

  public TrackView(TrackViewModel model) {
    this.model = model;
    graph = new GraphPane(model);
    renditions = new RenditionGrid(model);
    buttons = new TrackButtons(model);
    root.setId("track");
    left.getStyleClass().add("track-column");
    right.getStyleClass().add("track-column");
    left.setMinWidth(0);
    right.setMinWidth(0);
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    columns.getStyleClass().add("track-page");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText(Messages.text("screen.track"));
    scroll.getStyleClass().add("edge-to-edge");
    message.textProperty().bind(model.messageProperty());
    message.getStyleClass().add("track-message");
    root.getChildren().setAll(message, scroll);
    root.widthProperty().addListener((value, before, now) -> arrange(now.doubleValue()));
    arrange(0);
    model.pageProperty().subscribe(this::show);
  }

  private void arrange(double width) {
    boolean two = width >= TWO_COLUMNS_FROM;
    if (two == right.getChildren().isEmpty()) {
      left.getChildren().clear();
      right.getChildren().clear();
    }
    if (left.getChildren().isEmpty()) {
      left.getChildren().addAll(header, error, trouble, graph);
      (two ? right : left).getChildren().addAll(buttons, verdicts, renditions, attempts);
      Controls.show(right, two);
    }
    left.setPrefWidth(two ? width / 2 : width);
    right.setPrefWidth(two ? width / 2 : 0);
  }

  private void show(@Nullable TrackPage page) {
    message.setVisible(page == null);
    scroll.setVisible(page != null);
    if (page == null) {
      buttons.forget();
      return;
    }
    header.show(page);
    error.show(page);
    String why = page.trouble();
    trouble.setText(why == null ? "" : why);
    Controls.show(trouble, why != null);
    graph.show();
    renditions.show(page);
    verdicts.show(page);
    attempts.show(page);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void shown() {
    model.attach();
  }

  @Override
  public void hidden() {
    model.detach();
  }

  /** Shows the newest attempts with worker, times and outcome. */
  private static final class AttemptList extends VBox {
    private static final int MOST = 20;

    private List<Attempt> shown = List.of();

    AttemptList() {
      getStyleClass().add("track-section");
      Controls.show(this, false);
    }

    void show(TrackPage page) {
      if (page.attempts().equals(shown)) {
        return;
      }
      shown = page.attempts();
      Controls.show(this, !shown.isEmpty());
      getChildren()
          .setAll(Controls.label(Messages.text("track.attempts", shown.size()), "section-title"));
      shown.stream().limit(MOST).forEach(attempt -> getChildren().add(one(attempt)));
    }

    private static HistoryEntry one(Attempt attempt) {
      String computer =
          Messages.text("track.attempt.on", WorkerSettings.computerOf(attempt.owner()));
      String how = TrackWords.ending(attempt);
      return new HistoryEntry(attempt.startedAt(), how, computer, text(attempt.ending()));
    }

    private static String text(Attempt.Ending ending) {
      String sentence = ending.sentence() != null ? ending.sentence() : ending.detail();
      return sentence == null ? "" : sentence;
    }
  }

  /** Shows the reviewers' verdicts with their notes, including those on earlier generations. */
  private static final class VerdictList extends VBox {
    private static final int MOST = 20;

    private List<Review> shown = List.of();

    VerdictList() {
      setId("track-verdicts");
      getStyleClass().add("track-section");
      Controls.show(this, false);
    }

    void show(TrackPage page) {
      if (page.reviews().equals(shown)) {
        return;
      }
      shown = page.reviews();
      Controls.show(this, !shown.isEmpty());
      getChildren().setAll(Controls.label(Messages.text("track.verdicts"), "section-title"));
      shown.stream().limit(MOST).forEach(review -> getChildren().add(one(review)));
    }

    private static HistoryEntry one(Review review) {
      String note = review.note();
      return new HistoryEntry(
          review.reviewedAt(),
          Messages.word("track.reviewed.", review.verdict()),
          note == null ? "" : Messages.text("track.review.note", note),
          Messages.text("track.review.by", review.reviewer(), review.generation()));
    }
  }

  /** Shows an event of a track: time and kind, below it the person or worker and the text. */
  private static final class HistoryEntry extends VBox {
    HistoryEntry(Instant when, String what, String... more) {
      ZoneId zone = ZoneId.systemDefault();
      Label first = Controls.paragraph(Formats.when(when, Instant.now(), zone) + " · " + what);
      Tips.on(first, () -> Formats.exactly(when, zone));
      getStyleClass().add("track-attempt");
      getChildren().add(first);
      for (String line : more) {
        if (!line.isBlank()) {
          getChildren().add(Controls.paragraph(line, "text-muted", "text-small"));
        }
      }
    }
  }

  /** Shows why a track failed or is in a back-off, the remedy, and the details to copy. */
  private static final class ErrorBox extends VBox {
    private final Label sentence = Controls.paragraph("", "track-error-sentence");
    private final Label remedy = Controls.paragraph("", "text-muted");
    private @Nullable TrackPage shown;

    ErrorBox() {
      sentence.setId("track-error");
      Button copy =
          Controls.button("track-copy-error", Messages.text("track.copy-details"), this::copy);
      copy.getStyleClass().add("small");
      getStyleClass().add("track-error");
      getChildren().setAll(sentence, remedy, copy);
    }

    void show(TrackPage page) {
      shown = page;
      String why = page.row().errorMessage();
      sentence.setText(why == null ? "" : why);
      String helps = TrackWords.remedy(page.errorKind());
      remedy.setText(helps);
      Controls.show(remedy, !helps.isEmpty());
      Controls.show(this, why != null);
    }

    void copy() {
      if (shown != null) {
        Clipboard.getSystemClipboard()
            .setContent(Map.of(DataFormat.PLAIN_TEXT, TrackWords.details(shown)));
      }
    }
  }
}
