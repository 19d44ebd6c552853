package org.audioprocessor.desktop.track;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.queue.Attempt;

/** Every attempt with its worker, times and outcome; the newest are shown. */
final class AttemptList extends VBox {
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

  private static VBox one(Attempt attempt) {
    ZoneId zone = ZoneId.systemDefault();
    String when = Formats.when(attempt.startedAt(), Instant.now(), zone);
    Label first = Controls.paragraph(when + " · " + TrackWords.ending(attempt));
    first.setTooltip(new Tooltip(Formats.exactly(attempt.startedAt(), zone)));
    VBox box = new VBox(first);
    box.getStyleClass().add("track-attempt");
    String owner = Messages.text("track.attempt.by", attempt.owner());
    box.getChildren().add(Controls.paragraph(owner, "text-muted", "text-small"));
    String said = said(attempt.ending());
    if (!said.isBlank()) {
      box.getChildren().add(Controls.paragraph(said, "text-muted", "text-small"));
    }
    return box;
  }

  private static String said(Attempt.Ending ending) {
    String sentence = ending.sentence() != null ? ending.sentence() : ending.detail();
    return sentence == null ? "" : sentence;
  }
}
