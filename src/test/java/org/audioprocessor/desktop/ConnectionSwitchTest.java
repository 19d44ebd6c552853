package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.batch.Batch.BatchState.Phase;
import org.audioprocessor.desktop.testing.Appearance;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.TestPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the embedded workspace to production and back, while it plays and works. */
class ConnectionSwitchTest {
  private static final Duration LONGEST = Patience.LONGEST;
  private static final int RATE = 8_000;
  private static final int LONG_SECONDS = 1_800;

  @TempDir Path folder;

  private final HearingLine line = new HearingLine();

  @Test
  void theWindowGoesToProductionAndBackAndWhatRanIsGivenBack() throws Exception {
    Path workspace = folder.resolve("workspace");
    try (TestPlatform platform = new TestPlatform(folder)) {
      platform.upload("Theirs.wav", 1);
      OnPlatform.save(workspace, "", platform.saved(OnPlatform.NAME, true));
      try (OpenWindow window = OpenWindow.on(OnPlatform.options(workspace), line)) {
        assertThat(isMarked(window)).isFalse();
        String mine = playAndWork(window);
        toProduction(window);
        theMarkCannotBeMissed(window);
        theOldOneIsSilent();
        workThere(window, platform);
        backHome(window);
        assertThat(isMarked(window)).isFalse();
        await()
            .atMost(LONGEST)
            .until(() ->
                window.context().application().queue().get(mine).orElseThrow().status()
                    == UploadStatus.WAITING);
        await()
            .atMost(LONGEST)
            .until(() -> platform.queue().counts().getOrDefault(UploadStatus.PROCESSING, 0L) == 0);
      }
    }
  }

  /** A short track is heard while a long one, whose id is the answer, is being processed. */
  private String playAndWork(OpenWindow window) throws Exception {
    String heard = add(window, "Mine.wav", 30);
    window.context().batch().process(List.of(heard));
    awaitBatch(window, state -> state.phase() == Phase.ENDED && state.done() == 1);
    TableView<?> table = window.find("queue-table", TableView.class);
    await().atMost(LONGEST).until(() -> Fx.get(() -> table.getItems().size() == 1));
    Fx.run(() -> {
      table.requestFocus();
      table.getSelectionModel().select(0);
    });
    Label time = window.find("preview-time", Label.class);
    await().atMost(LONGEST).until(() -> !Fx.get(time::getText).isEmpty());
    window.robot().press(KeyCode.SPACE).release(KeyCode.SPACE);
    await().atMost(LONGEST).until(() -> line.peak() > 0.05);
    String worked = add(window, "Long.wav", LONG_SECONDS);
    window.context().batch().process(List.of(worked));
    awaitBatch(window, state -> state.running() == 1);
    return worked;
  }

  private String add(OpenWindow window, String name, double seconds) throws Exception {
    Path file =
        AudioFiles.wav(folder.resolve(name), AudioFiles.sine(1, RATE, 440, seconds, 0.1), RATE);
    return window.context().application().addUploads().add(file, false).upload().uploadId();
  }

  private static void awaitBatch(OpenWindow window, Predicate<BatchState> wanted) {
    WorkspaceContext context = window.context();
    await()
        .atMost(LONGEST)
        .until(() -> wanted.test(Fx.get(() -> context.batch().stateProperty().get())));
  }

  private static void toProduction(OpenWindow window) {
    WorkspaceContext before = window.context();
    window.click("go-settings");
    window.click("connection-use-" + OnPlatform.NAME);
    DialogPane question = window.find("question", DialogPane.class);
    assertThat(Fx.get(question::getContentText)).contains("PRODUCTION", "1 track is");
    window.click("question-yes");
    awaitAnother(window, before);
  }

  private static void awaitAnother(OpenWindow window, WorkspaceContext before) {
    await()
        .atMost(LONGEST)
        .until(() -> {
          WorkspaceContext now = Fx.get(window.session()::context);
          return now != null && !now.equals(before);
        });
  }

  private static boolean isMarked(OpenWindow window) {
    Node root = window.find("main-window", Node.class);
    return window.shows("production-stripe")
        && root.getPseudoClassStates().contains(PseudoClass.getPseudoClass("production"));
  }

  private static void theMarkCannotBeMissed(OpenWindow window) {
    assertThat(isMarked(window)).isTrue();
    assertThat(Fx.get(window.find("production-stripe", Label.class)::getText))
        .contains("PRODUCTION");
    Node badge = window.find("connection", Node.class);
    assertThat(Fx.get(badge::getAccessibleText))
        .startsWith("PRODUCTION · " + OnPlatform.NAME)
        .contains("PostgreSQL");
    window.click("go-queue");
    Appearance.check(window.stage().getScene());
    Snapshots.take(window.stage(), "production");
  }

  /** What is still on its way to the device may be heard; nothing new follows it. */
  private void theOldOneIsSilent() {
    await()
        .atMost(LONGEST)
        .until(() -> {
          line.forget();
          Fx.settle();
          Fx.settle();
          return line.peak() == 0;
        });
  }

  private static void workThere(OpenWindow window, TestPlatform platform) throws Exception {
    window.context().batch().process(List.of("Theirs.wav"));
    awaitBatch(window, state -> state.phase() == Phase.ENDED && state.done() == 1);
    assertThat(platform.isPublished("Theirs")).isTrue();
    platform.upload("Later.wav", LONG_SECONDS);
    window.context().batch().process(List.of("Later.wav"));
    awaitBatch(window, state -> state.running() == 1);
  }

  private static void backHome(OpenWindow window) {
    WorkspaceContext before = window.context();
    window.click("go-settings");
    window.click("connection-use-embedded");
    DialogPane question = window.find("question", DialogPane.class);
    assertThat(Fx.get(question::getContentText))
        .contains("1 track is")
        .doesNotContain("PRODUCTION");
    window.click("question-yes");
    awaitAnother(window, before);
  }
}
