package org.audioprocessor.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import javafx.event.Event;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.audioprocessor.desktop.OnPlatform;
import org.audioprocessor.desktop.OpenWindow;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.batch.Batch.BatchState.Phase;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.shell.SingleInstance.SecondStarts;
import org.audioprocessor.desktop.testing.Appearance;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.TestPlatform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of work when the window is closed, on PostgreSQL and S3, with real tracks. */
class CloseWindowTest {
  private static final Duration LONGEST = Patience.LONGEST;
  private static final int LONG_SECONDS = 1_200;

  @TempDir Path folder;

  private @Nullable TestPlatform opened;

  @BeforeEach
  void open() throws Exception {
    opened = new TestPlatform(folder);
  }

  @AfterEach
  void close() throws Exception {
    platform().close();
  }

  private TestPlatform platform() {
    return Objects.requireNonNull(opened);
  }

  private Path workspace() {
    return folder.resolve("workspace");
  }

  private OpenWindow window() throws Exception {
    return OnPlatform.open(workspace(), platform(), false);
  }

  /** Two that wait; the first one is begun and held while it is fetched. */
  private Runnable begin(OpenWindow window) throws Exception {
    platform().upload("First.wav", 1);
    platform().upload("Second.wav", 1);
    Runnable go = platform().holdRawFiles();
    window.context().batch().setTracksAtOnce(1);
    window.context().batch().processAllWaiting(2, List.of());
    awaitBatch(window, state -> state.running() == 1);
    return go;
  }

  private static void awaitBatch(OpenWindow window, Predicate<BatchState> wanted) {
    WorkspaceContext context = window.context();
    await()
        .atMost(LONGEST)
        .until(() -> wanted.test(Fx.get(() -> context.batch().stateProperty().get())));
  }

  private static void pressX(OpenWindow window) {
    Stage stage = window.stage();
    Fx.run(() -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  private static boolean isSeen(OpenWindow window) {
    return Fx.get(window.stage()::isShowing);
  }

  private long count(UploadStatus status) throws Exception {
    return platform().queue().counts().getOrDefault(status, 0L);
  }

  @Test
  void whereNothingRunsItClosesAtOnce() throws Exception {
    try (OpenWindow window = window()) {
      pressX(window);
      assertThat(window.exits()).isOne();
      assertThat(isSeen(window)).isFalse();
      assertThat(window.shows("close-question")).isFalse();
    }
  }

  @Test
  void finishedFirstItWaitsForWhatRunsAndLeavesTheRestWaiting() throws Exception {
    try (OpenWindow window = window()) {
      Runnable go = begin(window);
      pressX(window);
      Node question = window.find("close-question", Node.class);
      Snapshots.write((Stage) question.getScene().getWindow(), "close-question");
      Appearance.check(question.getScene());
      requireAPlainQuestion((DialogPane) question);
      window.click("close-finish");
      awaitBatch(window, state -> state.phase() == Phase.STOPPING);
      window.find("banners", Node.class);
      assertThat(isSeen(window)).isTrue();
      assertThat(window.exits()).isZero();
      go.run();
      await().atMost(LONGEST).until(() -> window.exits() == 1);
      assertThat(isSeen(window)).isFalse();
      assertThat(count(UploadStatus.COMPLETED)).isOne();
      assertThat(platform().isPublished("First") || platform().isPublished("Second")).isTrue();
      assertThat(count(UploadStatus.WAITING)).isOne();
      assertThat(count(UploadStatus.PROCESSING)).isZero();
    }
  }

  /** The title stands in the title bar only, without JavaFX's picture; Enter has an answer. */
  private static void requireAPlainQuestion(DialogPane question) {
    Fx.run(() -> {
      assertThat(question.getHeaderText()).isNullOrEmpty();
      assertThat(question.getGraphic()).isNull();
      assertThat(question.getContentText()).doesNotContain(Messages.text("close.title"));
      assertThat(question.getButtonTypes())
          .filteredOn(type -> ((Button) question.lookupButton(type)).isDefaultButton())
          .singleElement()
          .extracting(ButtonType::getText)
          .isEqualTo(Messages.text("close.finish"));
    });
  }

  @Test
  void whoThinksBetterOfItWhileItFinishesKeepsTheWindow() throws Exception {
    try (OpenWindow window = window()) {
      Runnable go = begin(window);
      pressX(window);
      window.click("close-finish");
      window.click("banner-action");
      go.run();
      awaitBatch(window, state -> state.phase() == Phase.ENDED);
      Fx.settle();
      assertThat(window.exits()).isZero();
      assertThat(isSeen(window)).isTrue();
    }
  }

  @Test
  void aStopThatIsTakenBackKeepsTheWindowAndProcessesTheRest() throws Exception {
    try (OpenWindow window = window()) {
      Runnable go = begin(window);
      pressX(window);
      window.click("close-finish");
      awaitBatch(window, state -> state.phase() == Phase.STOPPING);
      Button stop = window.find("batch-stop", Button.class);
      assertThat(Fx.get(stop::getText)).isEqualTo(Messages.text("batch.keep-going"));
      window.click("batch-stop");
      awaitBatch(window, state -> state.phase() == Phase.RUNNING);
      assertThat(Fx.get(stop::getText)).isEqualTo(Messages.text("batch.stop"));
      go.run();
      awaitBatch(window, state -> state.phase() == Phase.ENDED && state.done() == 2);
      Fx.settle();
      assertThat(window.exits()).isZero();
      assertThat(isSeen(window)).isTrue();
    }
  }

  @Test
  void givenBackItIsClaimableAtOnceByAnotherWorker() throws Exception {
    platform().upload("Long.wav", LONG_SECONDS);
    try (OpenWindow window = window()) {
      window.context().batch().process(List.of("Long.wav"));
      awaitBatch(window, state -> state.fraction() > 0.2);
      pressX(window);
      window.click("close-give-back");
      assertThat(window.exits()).as("the window goes first").isOne();
      assertThat(isSeen(window)).isFalse();
    }
    assertThat(platform().queue().get("Long.wav").map(UploadRow::attempts)).contains(0);
    ClaimAnswer answer = platform().queue().claim("Long.wav", "another", Duration.ofMinutes(1));
    assertThat(answer).isInstanceOf(ClaimAnswer.Claimed.class);
  }

  @Test
  void keptOpenEverythingGoesOn() throws Exception {
    try (OpenWindow window = window()) {
      Runnable go = begin(window);
      pressX(window);
      pressX(window);
      window.click("close-stay");
      assertThat(window.shows("close-question")).as("asked once").isFalse();
      go.run();
      awaitBatch(window, state -> state.phase() == Phase.ENDED);
      Fx.settle();
      assertThat(isSeen(window)).isTrue();
      assertThat(window.exits()).isZero();
      assertThat(count(UploadStatus.COMPLETED)).isEqualTo(2);
    }
  }

  @Test
  void withoutAWindowItGoesOnAndEndsWithTheBatch() throws Exception {
    try (OpenWindow window = window()) {
      Runnable go = begin(window);
      window.context().batch().pause();
      awaitBatch(window, state -> state.phase() == Phase.PAUSED);
      pressX(window);
      window.click("close-background");
      assertThat(isSeen(window)).isFalse();
      assertThat(window.exits()).isZero();
      go.run();
      await().atMost(LONGEST).until(() -> window.exits() == 1);
      assertThat(count(UploadStatus.COMPLETED)).as("what was paused too").isEqualTo(2);
    }
  }

  private static void place(Stage stage, Rectangle2D place) {
    stage.setX(place.getMinX());
    stage.setY(place.getMinY());
    stage.setWidth(place.getWidth());
    stage.setHeight(place.getHeight());
  }

  private static Rectangle2D place(Stage stage) {
    return new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
  }

  /** Moves the window by its frame, as window managers of X11 do. */
  private static void moveWhenShown(Stage stage) {
    stage.setOnShown(event -> {
      stage.setX(stage.getX() - 1);
      stage.setY(stage.getY() - 20);
    });
  }

  @Test
  void aSecondStartBringsTheWindowBackAndThenItStays() throws Exception {
    SingleInstance instance = SingleInstance.acquire(workspace()).orElseThrow();
    try (OpenWindow window = window();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        SecondStarts starts =
            new SecondStarts(timer, instance, files -> window.session().toFront())) {
      Runnable go = begin(window);
      Rectangle2D place = new Rectangle2D(35, 45, 900, 600);
      Fx.run(() -> place(window.stage(), place));
      Fx.settle();
      pressX(window);
      window.click("close-background");
      assertThat(isSeen(window)).isFalse();
      Fx.run(() -> moveWhenShown(window.stage()));
      assertThat(SingleInstance.acquire(workspace())).as("still this program's").isEmpty();
      SingleInstance.handOver(workspace(), List.of());
      await().atMost(LONGEST).until(() -> isSeen(window));
      await().atMost(LONGEST).until(() -> Fx.get(() -> place(window.stage())).equals(place));
      go.run();
      awaitBatch(window, state -> state.phase() == Phase.ENDED && state.done() == 2);
      Fx.settle();
      assertThat(window.exits()).isZero();
      assertThat(isSeen(window)).isTrue();
      pressX(window);
      assertThat(window.exits()).as("ends when told").isOne();
      Fx.run(starts::close);
      Fx.run(window.session()::toFront);
      assertThat(isSeen(window)).as("it is about to end").isFalse();
      SingleInstance.acquire(workspace()).orElseThrow().close();
    }
  }
}
