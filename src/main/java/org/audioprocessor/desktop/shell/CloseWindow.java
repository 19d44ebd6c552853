package org.audioprocessor.desktop.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.batch.Batch.BatchState.Phase;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;

/**
 * Asks what to do with running work when the window is closed: finish it, release it, or continue
 * without a window.
 */
public final class CloseWindow {
  private static final String TOPIC = "closing";

  private enum AtEnd {
    STAY,
    QUIT,
    /** A window that was shown again in the meantime stays. */
    QUIT_UNLESS_SEEN
  }

  private final Stage stage;
  private final Notices notices;
  private final Runnable hide;
  private final Runnable quit;
  private AtEnd atEnd = AtEnd.STAY;
  private boolean asking;

  /** The batch stops because of the answer. */
  private boolean stopping;

  /**
   * @param hide hides the window and keeps its place
   * @param quit ends the program and releases running claims
   */
  public CloseWindow(Stage stage, Notices notices, Runnable hide, Runnable quit) {
    this.stage = stage;
    this.notices = notices;
    this.hide = hide;
    this.quit = quit;
  }

  /** Ends the program at once if nothing is running, otherwise asks. */
  public void ask(Batch batch) {
    BatchState now = batch.stateProperty().get();
    if (!now.isActive()) {
      quit.run();
    } else if (!asking) {
      ask(batch, now);
    }
  }

  private void ask(Batch batch, BatchState now) {
    Map<ButtonType, Runnable> answers = new LinkedHashMap<>();
    answers.put(type("close.finish", ButtonData.OK_DONE), () -> finish(batch));
    answers.put(type("close.give-back", ButtonData.OTHER), quit);
    answers.put(type("close.background", ButtonData.OTHER), () -> continueHidden(batch));
    answers.put(type("close.stay", ButtonData.CANCEL_CLOSE), () -> {});
    String text = Messages.text("close.text", now.running(), now.waiting());
    ButtonType[] buttons = answers.keySet().toArray(new ButtonType[0]);
    Alert alert = Dialogs.alert(stage, Messages.text("close.title"), text, buttons);
    DialogPane pane = alert.getDialogPane();
    pane.setId("close-question");
    pane.setMinWidth(Region.USE_PREF_SIZE);
    nameButtons(pane, "close-finish", "close-give-back", "close-background", "close-stay");
    asking = true;
    alert.setOnHidden(event -> {
      asking = false;
      answers.getOrDefault(alert.getResult(), () -> {}).run();
    });
    alert.show();
  }

  private static ButtonType type(String key, ButtonData data) {
    return new ButtonType(Messages.text(key), data);
  }

  private static void nameButtons(DialogPane pane, String... ids) {
    for (int i = 0; i < ids.length; i++) {
      Node button = pane.lookupButton(pane.getButtonTypes().get(i));
      button.setId(ids[i]);
      ButtonBar.setButtonUniformSize(button, false);
      if (button instanceof Region words) {
        words.setMinWidth(Region.USE_PREF_SIZE);
      }
    }
  }

  private void finish(Batch batch) {
    batch.stopAfterCurrent();
    atEnd = AtEnd.QUIT;
    Notice.Action stay = new Notice.Action(Messages.text("close.stay"), this::keepOpen);
    notices.show(new Notice(TOPIC, Severity.PENDING, Messages.text("close.finishing"), stay));
    batchChanged(batch.stateProperty().get());
  }

  /** Keeps the window open at the end of the batch, whatever was answered. */
  public void keepOpen() {
    atEnd = AtEnd.STAY;
    stopping = false;
    notices.clear(TOPIC);
  }

  /** Resumes a paused batch, which would otherwise never end without a visible window. */
  private void continueHidden(Batch batch) {
    batch.resume();
    atEnd = AtEnd.QUIT_UNLESS_SEEN;
    hide.run();
    batchChanged(batch.stateProperty().get());
  }

  /** Reacts to a change of the batch; one that goes on after its stop keeps the window open. */
  public void batchChanged(BatchState now) {
    if (atEnd == AtEnd.QUIT && now.phase() == Phase.STOPPING) {
      stopping = true;
    } else if (stopping && now.phase() == Phase.RUNNING) {
      keepOpen();
    }
    if (now.isActive() || atEnd == AtEnd.STAY) {
      return;
    }
    boolean quits = atEnd == AtEnd.QUIT || !stage.isShowing();
    keepOpen();
    if (quits) {
      quit.run();
    }
  }
}
