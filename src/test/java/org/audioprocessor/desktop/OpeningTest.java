package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.SceneChecks;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.TestPlatform;
import org.audioprocessor.worker.Pace;
import org.audioprocessor.worker.WorkerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen and done while the connection is still being opened. */
class OpeningTest {
  private static final Duration LONGEST = Patience.LONGEST;

  @TempDir Path folder;

  private final CountDownLatch answer = new CountDownLatch(1);

  /** A database that takes its time. */
  private WindowThreads waiting() {
    WindowThreads usual = WindowThreads.start();
    return new WindowThreads(
        Executors.newThreadPerTaskExecutor(task ->
            Thread.ofVirtual()
                .unstarted(() -> {
                  awaitAnswer();
                  task.run();
                })),
        usual.timer(),
        usual.ui(),
        usual.pulse());
  }

  private void awaitAnswer() {
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theTableStandsThereBeforeTheConnectionAndIsTheOneThatShowsItsRows() throws Exception {
    Path workspace = folder.resolve("workspace");
    ApplicationOptions options = ApplicationOptions.in(workspace).withEnvironment(Map.of());
    Path file =
        AudioFiles.wav(folder.resolve("a.wav"), AudioFiles.sine(1, 8000, 440, 1, 0.1), 8000);
    try (OpenWindow before = OpenWindow.on(options)) {
      before.context().application().addUploads().add(file, false);
    }
    try (OpenWindow window = OpenWindow.opening(options, waiting())) {
      TableView<?> table = window.find("queue-table", TableView.class);
      Label coming = window.find("queue-coming", Label.class);
      assertThat(Fx.get(coming::getText)).isEqualTo(Messages.text("window.opening"));
      Button add = window.find("queue-add", Button.class);
      assertThat(Fx.get(add::isDisabled)).isTrue();
      assertThat(Fx.get(() -> SceneChecks.withoutName(window.stage().getScene().getRoot())))
          .isEmpty();
      assertThat(Fx.get(() -> SceneChecks.hardToRead(window.stage().getScene().getRoot())))
          .isEmpty();
      Snapshots.take(window.stage(), "opening");
      window.click("go-log");
      assertThat(window.shows("queue-table")).isFalse();
      window.click("go-queue");

      answer.countDown();
      await().atMost(LONGEST).until(() -> Fx.get(() -> window.session().window().isWhole()));

      assertThat(window.find("queue-table", TableView.class)).isSameAs(table);
      await().atMost(LONGEST).until(() -> Fx.get(() -> table.getItems().size()) == 1);
      assertThat(Objects.toString(Fx.get(() -> table.getItems().getFirst()))).contains("a.wav");
      assertThat(window.shows("queue-coming")).isFalse();
      assertThat(Fx.get(add::isDisabled)).isFalse();
    }
  }

  /** A process that has ended; its number is not given again soon. */
  private static String deadOwner() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    String mine = "process " + ProcessHandle.current().pid();
    return WorkerSettings.of(Pace.STANDARD).owner().replace(mine, "process " + ended.pid());
  }

  private static void isKilled(ServerSocket process) throws IOException {
    process.close();
  }

  private static boolean isTold(OpenWindow window, String text) {
    return Fx.get(() ->
        window.session().log().entries().stream()
            .anyMatch(entry -> entry.sentence().contains(text)));
  }

  @Test
  void aLockedDatabaseIsWaitedForWithTheReasonAndInterruptedUploadsAreReported() throws Exception {
    Path workspace = folder.resolve("workspace");
    ApplicationOptions options = ApplicationOptions.in(workspace).withEnvironment(Map.of());
    try (Application application = Application.open(options)) {
      application.queue().add(new Upload("a", "Song.mp3"));
      application.queue().claim(deadOwner(), Duration.ofMinutes(5));
    }
    try (ServerSocket frozen = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "server=127.0.0.1\\:" + frozen.getLocalPort();
      Files.writeString(
          workspace.resolve("queue/uploads.lock.db"), "id=1\nmethod=file\n" + address + "\n");
      try (OpenWindow window = OpenWindow.opening(options, WindowThreads.start())) {
        await()
            .atMost(Patience.LONGEST.multipliedBy(2))
            .until(() -> isTold(window, "database is being opened"));
        assertThat(isTold(window, "does not answer. Work")).isFalse();

        isKilled(frozen);

        await()
            .atMost(Patience.LONGEST.multipliedBy(2))
            .until(() -> isTold(window, "One track was interrupted"));
        assertThat(isTold(window, "Song.mp3")).isTrue();
        // the first start of this window works on the workspace: its housekeeping runs too
        await().atMost(LONGEST).until(() -> Files.exists(workspace.resolve("housekeeping.done")));
      }
    }
  }

  @Test
  void aDatabaseThatIsAwayAtTheStartIsConnectedToAsSoonAsItAnswers() throws Exception {
    Path workspace = folder.resolve("workspace");
    try (TestPlatform platform = new TestPlatform(folder)) {
      platform.wayToDatabase().refuse();
      OnPlatform.save(
          workspace,
          "\"connection\": \"" + OnPlatform.NAME + "\", ",
          platform.saved(OnPlatform.NAME, false));
      answer.countDown();
      try (OpenWindow window = OpenWindow.opening(OnPlatform.options(workspace), waiting())) {
        window.find("connect-again", Button.class);
        assertThat(window.shows("connect-embedded")).isTrue();
        assertThat(connectionName(window)).isEqualTo(Messages.text("connection.none"));
        platform.wayToDatabase().pass();
        await().atMost(LONGEST).until(() -> Fx.get(() -> window.session().window().isWhole()));
        assertThat(connectionName(window)).isEqualTo(OnPlatform.NAME);
      }
    }
  }

  @Test
  void whereThisComputersOwnWorkspaceCannotBeOpenedNoOtherPlaceIsOffered() throws Exception {
    Path workspace = Files.createDirectory(folder.resolve("workspace"));
    Files.writeString(workspace.resolve("bucket"), "a file where a folder should be");
    answer.countDown();
    ApplicationOptions options = ApplicationOptions.in(workspace).withEnvironment(Map.of());
    try (OpenWindow window = OpenWindow.opening(options, waiting())) {
      window.find("connect-again", Button.class);
      assertThat(window.shows("connect-embedded")).isFalse();
      assertThat(connectionName(window)).isEqualTo(Messages.text("connection.none"));
      Snapshots.take(window.stage(), "cannot-open");
    }
  }

  private static String connectionName(OpenWindow window) {
    return Fx.get(
        () -> ((Label) window.stage().getScene().getRoot().lookup(".connection-name")).getText());
  }
}
