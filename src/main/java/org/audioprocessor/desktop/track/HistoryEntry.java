package org.audioprocessor.desktop.track;

import java.time.Instant;
import java.time.ZoneId;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Tips;

/** Shows an event of a track: time and kind, below it the person or worker and the text. */
final class HistoryEntry extends VBox {
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
