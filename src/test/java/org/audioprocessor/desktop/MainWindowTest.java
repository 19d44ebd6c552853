package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.shell.Theme;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.SceneChecks;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole window on an embedded workspace, from the first start to published tracks. */
class MainWindowTest {
  private static final Duration LONGEST = Patience.LONGEST;

  @TempDir Path workspace;

  @Test
  void theDemoRunsFromAnEmptyWindowToPublishedTracks() {
    try (OpenWindow window = OpenWindow.on(workspace.resolve("Audio Processor"))) {
      window.find("queue-empty", Node.class);
      check(window);
      Snapshots.take(window.stage(), "first-start");
      window.click("empty-demo");
      awaitBatch(window, batch -> batch.fraction() > 0.1);
      assertThat(Fx.get(() -> List.copyOf(window.context().window().notices().shown())))
          .as("what is over")
          .noneMatch(notice -> notice.sentence().equals(Messages.text("queue.demo.preparing")));
      check(window);
      Snapshots.take(window.stage(), "queue-working");
      awaitBatch(window, batch -> batch.phase() == BatchState.Phase.ENDED);
      await()
          .atMost(LONGEST)
          .until(() ->
              counts(window).equals(Map.of(UploadStatus.COMPLETED, 4L, UploadStatus.FAILED, 1L)));
      TableView<?> table = window.find("queue-table", TableView.class);
      Fx.run(() -> table.getSelectionModel().clearAndSelect(1));
      check(window);
      Snapshots.take(window.stage(), "queue-done");
      aFailedOneWaitsAgain(window);
      theSheetListsTheKeys(window);
    }
  }

  private static void aFailedOneWaitsAgain(OpenWindow window) {
    window.click("filter-failed");
    TableView<?> table = window.find("queue-table", TableView.class);
    await().atMost(LONGEST).until(() -> Fx.get(() -> table.getItems().size() == 1));
    Fx.run(() -> table.getSelectionModel().select(0));
    window.press(KeyCode.CONTROL, KeyCode.R);
    await()
        .atMost(LONGEST)
        .until(() ->
            counts(window).equals(Map.of(UploadStatus.COMPLETED, 4L, UploadStatus.WAITING, 1L)));
  }

  private static void theSheetListsTheKeys(OpenWindow window) {
    window.press(KeyCode.F1);
    DialogPane sheet = window.find("shortcut-sheet", DialogPane.class);
    assertThat(Fx.get(sheet::getHeaderText)).as("the title bar says it").isNull();
    Stage shown = (Stage) sheet.getScene().getWindow();
    assertThat(Fx.get(shown::getTitle)).isEqualTo(Messages.text("navigation.keys"));
    assertThat(Fx.get(() -> sheet.lookupAll(".key-cap").size())).isGreaterThan(8);
    assertThat(Fx.get(() -> SceneChecks.hardToRead(sheet))).isEmpty();
    Fx.settle();
    assertThat(Fx.get(() -> SceneChecks.cutLabels(sheet))).isEmpty();
    List<String> keys =
        Fx.get(() ->
            window.session().window().shortcuts().stream()
                .map(shortcut -> shortcut.keys().getDisplayText())
                .toList());
    assertThat(keys).as("one key, one meaning").doesNotHaveDuplicates();
  }

  private static void awaitBatch(OpenWindow window, Predicate<BatchState> wanted) {
    await()
        .atMost(LONGEST)
        .until(() -> wanted.test(Fx.get(() -> bench(window).batch().stateProperty().get())));
  }

  private static WorkspaceContext bench(OpenWindow window) {
    return Objects.requireNonNull(window.session().context(), "connected");
  }

  private static Map<UploadStatus, Long> counts(OpenWindow window) {
    Map<UploadStatus, Long> all = Fx.get(() -> bench(window).poller().counts().get());
    Map<UploadStatus, Long> some = new EnumMap<>(UploadStatus.class);
    all.forEach((status, count) -> {
      if (count > 0) {
        some.put(status, count);
      }
    });
    return some;
  }

  /** Names, keys, contrast and cut words, light and dark. */
  private static void check(OpenWindow window) {
    for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
      Fx.run(theme::apply);
      Fx.settle();
      Parent root = Fx.get(() -> window.stage().getScene().getRoot());
      Fx.run(root::applyCss);
      assertThat(Fx.get(() -> SceneChecks.withoutName(root))).as("without a name").isEmpty();
      assertThat(Fx.get(() -> SceneChecks.withoutKeyboard(root))).as("mouse only").isEmpty();
      assertThat(Fx.get(() -> SceneChecks.hardToRead(root))).as("contrast, " + theme).isEmpty();
      assertThat(Fx.get(() -> SceneChecks.cutOff(root))).as("cut off").isEmpty();
    }
  }
}
