package org.audioprocessor.desktop.track;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.jspecify.annotations.Nullable;

/** Shows the track with its state, its source, and the gain plan. */
final class TrackHeader extends VBox {
  private final Label name = Controls.paragraph("", "title-4");
  private final Label mark = Controls.label("", "status-mark");
  private final Label state = Controls.label("");
  private final HBox status = new HBox(mark, state);

  /**
   * Separate labels: within one label a right-to-left title would change places with its neighbour.
   */
  private final Label title = Controls.paragraph("", "text-muted");

  private final Label artist = Controls.paragraph("", "text-muted");
  private final Label format = Controls.paragraph("", "text-muted");
  private final Label measured = Controls.paragraph("", "text-muted");
  private final Label plan = Controls.paragraph("", "track-plan");
  private String statusStyle = "";

  TrackHeader() {
    name.setId("track-name");
    title.setId("track-title");
    artist.setId("track-artist");
    plan.setId("track-plan");
    plan.setMaxWidth(Double.MAX_VALUE);
    status.getStyleClass().add("status-content");
    getStyleClass().add("track-header");
    StackPane planned = new StackPane(plan);
    planned.getStyleClass().add("track-plan-place");
    planned.managedProperty().bind(plan.managedProperty());
    getChildren().setAll(name, status, title, artist, format, measured, planned);
  }

  void show(TrackPage page) {
    name.setText(page.fileName());
    mark.setText(page.status().mark());
    state.setText(status(page));
    status.getStyleClass().remove(statusStyle);
    statusStyle = page.status().styleClass();
    status.getStyleClass().add(statusStyle);
    PublishedFacts facts = page.published();
    text(title, facts == null ? "" : facts.title());
    text(artist, facts == null ? "" : facts.artist());
    text(format, facts == null ? "" : TrackWords.format(facts.source()));
    text(measured, facts == null ? "" : came(facts));
    text(plan, facts == null ? "" : sentence(facts.planSentence()));
  }

  /** The sentence stands alone here, but inside other sentences elsewhere. */
  private static String sentence(String plan) {
    return plan.isEmpty() ? "" : plan.substring(0, 1).toUpperCase(Locale.ROOT) + plan.substring(1);
  }

  private static String came(PublishedFacts facts) {
    return Messages.text("track.came", TrackWords.measurement(facts.source().measured()));
  }

  private static String status(TrackPage page) {
    String word =
        page.status() == UploadState.OTHER
            ? String.valueOf(page.row().statusText())
            : Messages.word("queue.status.", page.status());
    @Nullable ReviewVerdict verdict = page.verdict();
    return verdict == null ? word : word + " · " + Messages.word("track.verdict.", verdict);
  }

  private static void text(Label label, String text) {
    label.setText(text);
    Controls.show(label, !text.isBlank());
  }
}
