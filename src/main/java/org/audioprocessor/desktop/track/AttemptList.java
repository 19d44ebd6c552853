package org.audioprocessor.desktop.track;

import java.util.List;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.worker.WorkerSettings;

/** Shows the newest attempts with worker, times and outcome. */
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

  private static HistoryEntry one(Attempt attempt) {
    String computer = Messages.text("track.attempt.on", WorkerSettings.computerOf(attempt.owner()));
    String how = TrackWords.ending(attempt);
    return new HistoryEntry(attempt.startedAt(), how, computer, text(attempt.ending()));
  }

  private static String text(Attempt.Ending ending) {
    String sentence = ending.sentence() != null ? ending.sentence() : ending.detail();
    return sentence == null ? "" : sentence;
  }
}
