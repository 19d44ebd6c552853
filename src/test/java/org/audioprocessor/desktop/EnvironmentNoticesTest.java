package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.scene.Node;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.batch.Batch.BatchState.Phase;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.TestPlatform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database and a bucket that go away while the window is open, and come back. */
class EnvironmentNoticesTest {
  private static final Duration LONGEST = Patience.LONGEST;

  /** Instead of 10 s: an outage is noticed sooner. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private static final List<String> NAMES = List.of("First.wav", "Second.wav", "Third.wav");

  @TempDir Path folder;

  private @Nullable TestPlatform opened;

  @BeforeEach
  void open() throws Exception {
    opened = new TestPlatform(folder);
    for (String name : NAMES) {
      platform().upload(name, 1);
    }
  }

  @AfterEach
  void close() throws Exception {
    platform().close();
  }

  private TestPlatform platform() {
    return Objects.requireNonNull(opened);
  }

  private OpenWindow window() throws Exception {
    Path workspace = folder.resolve("workspace");
    String choice = "\"connection\": \"" + OnPlatform.NAME + "\", ";
    OnPlatform.save(workspace, choice, platform().saved(OnPlatform.NAME, false));
    OpenWindow window = OpenWindow.on(OnPlatform.options(workspace).withAnswer(ANSWER));
    await().atMost(LONGEST).until(() -> OnPlatform.fileNames(window).size() == NAMES.size());
    return window;
  }

  private static List<Notice> waiting(OpenWindow window) {
    return Fx.get(() ->
        window.context().window().notices().shown().stream()
            .filter(notice -> notice.severity() == Severity.PENDING)
            .toList());
  }

  private static void awaitBatch(OpenWindow window, Predicate<BatchState> wanted) {
    WorkspaceContext context = window.context();
    await()
        .atMost(LONGEST)
        .until(() -> wanted.test(Fx.get(() -> context.batch().stateProperty().get())));
  }

  private static List<SessionLog.Entry> entries(OpenWindow window, Severity severity) {
    return Fx.get(() ->
        window.session().log().entries().stream()
            .filter(one -> one.severity() == severity)
            .toList());
  }

  /** No upload is lost or marked as failed, and the window shows no error. */
  private void allIsWell(OpenWindow window) throws Exception {
    await()
        .atMost(LONGEST)
        .until(() ->
            platform().queue().counts().getOrDefault(UploadStatus.COMPLETED, 0L) == NAMES.size());
    for (String name : NAMES) {
      assertThat(platform().queue().history(name))
          .extracting(attempt -> attempt.ending().outcome())
          .containsOnlyOnce(Attempt.Outcome.COMPLETED)
          .doesNotContain(Attempt.Outcome.FAILED, Attempt.Outcome.RETRY);
    }
    await().atMost(LONGEST).until(() -> waiting(window).isEmpty());
    assertThat(entries(window, Severity.ERROR)).isEmpty();
  }

  @Test
  void withoutTheDatabaseTheRowsStayAndACalmBannerGoesByItself() throws Exception {
    try (OpenWindow window = window()) {
      platform().wayToDatabase().refuse();
      await().atMost(LONGEST).until(() -> !waiting(window).isEmpty());
      window.find("banners", Node.class);
      window.click("go-failures");
      window.click("go-queue");
      assertThat(OnPlatform.fileNames(window)).hasSize(NAMES.size());
      Snapshots.take(window.stage(), "database-away");
      platform().upload("Fourth.wav", 1);
      int connections = platform().wayToDatabase().accepted();
      platform().wayToDatabase().pass();
      await().atMost(LONGEST).until(() -> platform().wayToDatabase().accepted() > connections);
      await().atMost(LONGEST).until(() -> OnPlatform.fileNames(window).contains("Fourth.wav"));
      await().atMost(LONGEST).until(() -> waiting(window).isEmpty());
      assertThat(entries(window, Severity.ERROR)).isEmpty();
      assertThat(entries(window, Severity.PENDING))
          .as("said once, not every two seconds")
          .hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void workWaitsForTheBucketAndGoesOnByItself() throws Exception {
    try (OpenWindow window = window()) {
      Runnable go = platform().holdRawFiles();
      window.context().batch().processAllWaiting(NAMES.size(), List.of());
      awaitBatch(window, state -> state.running() > 0);
      platform().wayToBucket().refuse();
      go.run();
      awaitBatch(window, state -> state.waitingFor() != null);
      await().atMost(LONGEST).until(() -> !waiting(window).isEmpty());
      platform().wayToBucket().pass();
      awaitBatch(window, state -> state.phase() == Phase.ENDED);
      allIsWell(window);
    }
  }

  @Test
  void workWaitsForTheDatabaseAndGoesOnByItself() throws Exception {
    try (OpenWindow window = window()) {
      Runnable go = platform().holdRawFiles();
      window.context().batch().processAllWaiting(NAMES.size(), List.of());
      awaitBatch(window, state -> state.running() > 0);
      platform().wayToDatabase().refuse();
      go.run();
      awaitBatch(window, state -> state.waitingFor() != null);
      platform().wayToDatabase().pass();
      awaitBatch(window, state -> state.phase() == Phase.ENDED);
      allIsWell(window);
    }
  }

  /** Every connection is dead then, and the next one works. */
  @Test
  void afterASleepWorkGoesOn() throws Exception {
    try (OpenWindow window = window()) {
      Runnable go = platform().holdRawFiles();
      window.context().batch().processAllWaiting(NAMES.size(), List.of());
      awaitBatch(window, state -> state.running() > 0);
      platform().wayToDatabase().cut();
      platform().wayToBucket().cut();
      go.run();
      awaitBatch(window, state -> state.phase() == Phase.ENDED);
      allIsWell(window);
    }
  }
}
