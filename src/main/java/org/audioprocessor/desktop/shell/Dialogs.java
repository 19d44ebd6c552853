package org.audioprocessor.desktop.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.dialog.People.FilePicker;
import org.audioprocessor.desktop.dialog.People.Questions;

/** Shows questions and file dialogs of one window. */
public final class Dialogs implements Questions, FilePicker {
  private static final List<String> AUDIO =
      List.of(
          "*.wav", "*.flac", "*.mp3", "*.m4a", "*.aac", "*.ogg", "*.opus", "*.aif", "*.aiff",
          "*.wma", "*.mp4", "*.mov");

  private final Stage stage;

  public Dialogs(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void ask(Question question, Runnable yes) {
    ButtonType action = new ButtonType(question.action(), ButtonData.OK_DONE);
    ButtonType cancel = new ButtonType(Messages.text("dialog.cancel"), ButtonData.CANCEL_CLOSE);
    Alert alert = alert(stage, question.title(), question.text(), action, cancel);
    DialogPane pane = alert.getDialogPane();
    pane.setId("question");
    pane.lookupButton(action).setId("question-yes");
    if (question.production() != null) {
      Label place =
          Controls.label(
              Messages.text("dialog.production", question.production()), "production-tag");
      place.setId("question-production");
      pane.setGraphic(place);
      pane.lookupButton(action).getStyleClass().add("danger");
    }
    alert
        .resultProperty()
        .addListener((value, before, now) -> {
          if (now == action) {
            yes.run();
          }
        });
    alert.show();
  }

  /** Shows the title in the title bar and the text in the dialog, in both themes. */
  static Alert alert(Stage owner, String title, String text, ButtonType... buttons) {
    Alert alert = new Alert(Alert.AlertType.NONE, text, buttons);
    alert.initOwner(owner);
    alert.setTitle(title);
    DialogPane pane = alert.getDialogPane();
    Theme.style(pane.getScene());
    WindowKeys.inDialog(pane.getScene());
    pane.setMinHeight(Region.USE_PREF_SIZE);
    return alert;
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
    chooser.setTitle(Messages.text("dialog.save"));
    chooser.setInitialFileName(suggestedName);
    return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
  }
}
