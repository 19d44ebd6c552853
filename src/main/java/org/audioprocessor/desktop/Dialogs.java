package org.audioprocessor.desktop;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.FilePicker;
import org.audioprocessor.desktop.work.Questions;

/** Questions and file choices as dialogs of one window. */
final class Dialogs implements Questions, FilePicker {
  private static final List<String> AUDIO =
      List.of(
          "*.wav", "*.flac", "*.mp3", "*.m4a", "*.aac", "*.ogg", "*.opus", "*.aif", "*.aiff",
          "*.wma", "*.mp4", "*.mov");

  private final Stage stage;

  Dialogs(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void ask(Question question, Runnable yes) {
    ButtonType action = new ButtonType(question.action(), ButtonData.OK_DONE);
    ButtonType cancel = new ButtonType(Messages.text("dialog.cancel"), ButtonData.CANCEL_CLOSE);
    Alert alert = new Alert(Alert.AlertType.CONFIRMATION, question.text(), action, cancel);
    alert.initOwner(stage);
    Theme.style(alert.getDialogPane().getScene());
    WindowKeys.inDialog(alert.getDialogPane().getScene());
    alert.getDialogPane().setId("question");
    alert.getDialogPane().lookupButton(action).setId("question-yes");
    alert.setTitle(question.title());
    alert.setHeaderText(question.title());
    alert
        .resultProperty()
        .addListener((value, before, now) -> {
          if (now == action) {
            yes.run();
          }
        });
    alert.show();
  }

  @Override
  public List<Path> audioFilesToAdd() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Messages.text("adding.choose"));
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(Messages.text("adding.audio"), AUDIO),
            new FileChooser.ExtensionFilter(Messages.text("adding.all"), "*.*"));
    List<File> chosen = chooser.showOpenMultipleDialog(stage);
    return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
  }

  @Override
  public Optional<Path> fileToWrite(String suggestedName) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(suggestedName);
    return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
  }
}
