package org.audioprocessor.desktop.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import org.audioprocessor.app.Application;
import org.audioprocessor.desktop.OpenWindow;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests.Moment;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.testing.AudioFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the menu offers for a row, in the real window. */
class RowMenuTest {
  @TempDir Path folder;

  @Test
  void aRowOffersWhatItsStateAllowsAndDoesIt() throws Exception {
    try (OpenWindow window = OpenWindow.inOneProcess(folder.resolve("workspace"))) {
      Application application = window.context().application();
      Path wav = folder.resolve("song.wav");
      AudioFiles.wav(wav, AudioFiles.sine(1, 8_000, 440, 1, 0.1), 8_000);
      String id = application.addUploads().add(wav, false).upload().uploadId();
      TableView<?> table = window.find("queue-table", TableView.class);
      until(() -> Fx.get(() -> table.getItems().size() == 1));
      Fx.run(() -> table.getSelectionModel().select(0));
      until(() -> isOffered(table, "cancel"));
      assertThat(isOffered(table, "reprocess")).isFalse();

      Fx.run(() -> item(table, "play").fire());
      @Nullable Moment asked =
          Fx.get(() -> window.context().listenRequests().askedProperty().get());
      assertThat(Objects.requireNonNull(asked).track().uploadId()).isEqualTo(id);
      Fx.run(() -> item(table, "show-folder").fire());
      Path raw = application.store().localFile(application.keys().raw("song.wav")).orElseThrow();
      until(() -> window.openedFolders().equals(List.of(raw.toAbsolutePath().getParent())));

      complete(application, id);
      until(() -> isOffered(table, "reprocess"));
      assertThat(isOffered(table, "cancel")).as("nothing is left to cancel").isFalse();
      Fx.run(() -> item(table, "reprocess").fire());
      window.click("question-yes");
      until(() ->
          application.queue().get(id).map(UploadRow::status).orElseThrow() == UploadStatus.WAITING);
    }
  }

  /** The pane beside the table shows one track only; Ctrl+E was the only way to the list. */
  @Test
  void howManyRowsAreSelectedIsShownAndTheListCanBeExportedByAButton() throws Exception {
    try (OpenWindow window = OpenWindow.inOneProcess(folder.resolve("workspace"))) {
      for (int i = 0; i < 3; i++) {
        window.context().application().queue().add(new Upload("u" + i, "song " + i + ".wav"));
      }
      TableView<?> table = window.find("queue-table", TableView.class);
      until(() -> Fx.get(() -> table.getItems().size() == 3));
      Fx.run(() -> table.getSelectionModel().select(0));
      assertThat(window.shows("selected-count")).isFalse();

      Fx.run(() -> table.getSelectionModel().selectRange(0, 3));

      Label selected = window.find("selected-count", Label.class);
      until(() -> Fx.get(selected::getText).equals("3 selected"));
      Button export = window.find("queue-export", Button.class);
      assertThat(Fx.get(() -> export.isVisible() && !export.isDisabled())).isTrue();
      assertThat(Fx.get(export::getAccessibleText)).contains("CSV");
    }
  }

  private static void complete(Application application, String id) throws Exception {
    ClaimAnswer answer = application.queue().claim(id, "another worker", Duration.ofMinutes(5));
    Claim claim = ((ClaimAnswer.Claimed) answer).claim();
    GenerationTry generation = application.queue().generations().begin(claim).orElseThrow();
    assertThat(application.queue().generations().startSwitch(claim, generation)).isTrue();
    Result result = new Result(-20.0, -23.0, -3.0, 1.0, "song/metadata.json");
    assertThat(application.queue().completed(claim, generation, "{}", result)).isTrue();
  }

  private static boolean isOffered(TableView<?> table, String id) {
    return Fx.get(() -> item(table, id).isVisible());
  }

  private static MenuItem item(TableView<?> table, String id) {
    return table.getContextMenu().getItems().stream()
        .filter(item -> ("menu-" + id).equals(item.getId()))
        .findFirst()
        .orElseThrow();
  }

  private static void until(Callable<Boolean> condition) {
    await().until(condition);
  }
}
