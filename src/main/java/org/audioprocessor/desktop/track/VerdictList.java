package org.audioprocessor.desktop.track;

import java.util.List;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.queue.Review;

/** Shows the reviewers' verdicts with their notes, including those on earlier generations. */
final class VerdictList extends VBox {
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
