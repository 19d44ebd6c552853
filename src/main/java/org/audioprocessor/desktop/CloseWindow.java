package org.audioprocessor.desktop;

import javafx.beans.value.ChangeListener;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.Batch;
import org.audioprocessor.desktop.work.BatchState;

/**
 * Closing the window while work runs asks what shall become of it: finish what runs, give it back,
 * or go on without a window.
 */
final class CloseWindow {
  private final Stage stage;
  private final Batch batch;
  private final Runnable quit;

  /**
   * Asks nothing yet.
   *
   * @param quit ends the program, giving back what runs
   */
  CloseWindow(Stage stage, Batch batch, Runnable quit) {
    this.stage = stage;
    this.batch = batch;
    this.quit = quit;
  }

  /** Ends the program at once if nothing runs. */
  void ask() {
    BatchState now = batch.stateProperty().get();
    if (!now.works()) {
      quit.run();
      return;
    }
    ButtonType finish = new ButtonType(Messages.text("close.finish"), ButtonData.OTHER);
    ButtonType giveBack = new ButtonType(Messages.text("close.give-back"), ButtonData.OTHER);
    ButtonType background = new ButtonType(Messages.text("close.background"), ButtonData.OTHER);
    ButtonType cancel = new ButtonType(Messages.text("close.stay"), ButtonData.CANCEL_CLOSE);
    String text = Messages.text("close.text", now.running(), now.waiting());
    Alert alert =
        new Alert(Alert.AlertType.CONFIRMATION, text, finish, giveBack, background, cancel);
    alert.initOwner(stage);
    Theme.style(alert.getDialogPane().getScene());
    alert.getDialogPane().setId("close-question");
    alert.setTitle(Messages.text("close.title"));
    alert.setHeaderText(Messages.text("close.title"));
    alert
        .resultProperty()
        .addListener((value, before, answer) -> {
          if (answer == finish) {
            batch.stopAfterCurrent();
            quitWhenDone(false);
          } else if (answer == giveBack) {
            quit.run();
          } else if (answer == background) {
            quitWhenDone(true);
          }
        });
    alert.show();
  }

  /** A window that was brought back meanwhile stays. */
  private void quitWhenDone(boolean hide) {
    ChangeListener<BatchState> listener =
        new ChangeListener<>() {
          @Override
          public void changed(
              javafx.beans.value.ObservableValue<? extends BatchState> value,
              BatchState before,
              BatchState now) {
            if (!now.works()) {
              value.removeListener(this);
              if (!hide || !stage.isShowing()) {
                quit.run();
              }
            }
          }
        };
    batch.stateProperty().addListener(listener);
    if (hide) {
      stage.hide();
    }
  }
}
