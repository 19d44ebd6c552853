package org.audioprocessor.desktop.track;

import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.VBox;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.jspecify.annotations.Nullable;

/** Shows why a track failed or is in a back-off, the remedy, and the details to copy. */
final class ErrorBox extends VBox {
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
