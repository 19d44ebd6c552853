package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.audioprocessor.demo.DemoTracks;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.shell.Theme;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.SceneChecks;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests.Moment;
import org.audioprocessor.testing.Patience;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Track and meters in the real window, while one of the demo's tracks is processed and after. */
class TrackScreenTest {
  private static final Duration LONGEST = Patience.LONGEST;

  @TempDir Path workspace;
  @TempDir Path files;

  @Test
  void aTrackShowsItsSourceItsTreatmentAndItsRenditions() throws Exception {
    try (OpenWindow window = OpenWindow.inOneProcess(workspace)) {
      bench(window).application().addUploads().add(DemoTracks.write(files).getFirst(), true);
      // as the platform adds what is no music: through the window it would be refused
      bench(window).application().addUploads().add(DemoTracks.writeCorrupt(files), true);
      bench(window).batch().processAllWaiting(2, List.of());
      metersShowWhatIsProcessed(window);
      await().atMost(LONGEST).until(() -> batch(window).phase() == BatchState.Phase.ENDED);
      window.click("go-queue");
      pick(window, "filter-completed");
      assertThat(text(window, "track-plan")).isNotBlank();
      await().atMost(LONGEST).until(() -> text(window, "track-rules").startsWith("✓"));
      assertThat(text(window, "track-quality")).containsPattern("high \\d+ \\(−?\\d");
      theGraphIsDrawn(window);
      check(window);
      Snapshots.take(window.stage(), "track-details");
      listensWhereTheGraphIsClicked(window);
      window.click("go-track");
      theGraphIsDrawn(window);
      check(window);
      Snapshots.take(window.stage(), "track");
      aVerdictIsGiven(window);
      aFailedOneSaysWhyAndWhatHelps(window);
    }
  }

  private static void metersShowWhatIsProcessed(OpenWindow window) {
    window.click("go-meters");
    AtomicReference<String> spoken = new AtomicReference<>("");
    await()
        .atMost(LONGEST)
        .until(() -> {
          spoken.set(spoken(window));
          return spoken.get().contains("second pass") && spoken.get().contains("integrated −");
        });
    check(window);
    Snapshots.take(window.stage(), "meters");
  }

  private static String spoken(OpenWindow window) {
    Node meters = window.find("meters-content", Node.class);
    return Fx.get(() -> Objects.requireNonNullElse(meters.getAccessibleText(), ""));
  }

  private static void listensWhereTheGraphIsClicked(OpenWindow window) {
    window.click("track-graph");
    @Nullable Moment asked = Fx.get(() -> bench(window).listenRequests().askedProperty().get());
    assertThat(asked).isNotNull();
    assertThat(asked.seconds()).isPositive();
  }

  private static void theGraphIsDrawn(OpenWindow window) {
    Label sentence =
        window.find("track-graph", Node.class).getParent().lookupAll(".label").stream()
            .filter(label -> "track-graph-sentence".equals(label.getId()))
            .map(Label.class::cast)
            .findFirst()
            .orElseThrow();
    await()
        .atMost(LONGEST)
        .until(() -> !Fx.get(sentence::getText).equals(Messages.text("track.graph.working")));
    assertThat(Fx.get(sentence::getText)).isEmpty();
  }

  private static void aVerdictIsGiven(OpenWindow window) {
    window.click("track-reject");
    window.robot().write("clicks at 0:03");
    window.press(KeyCode.ENTER);
    Node header = window.find("track-name", Node.class).getParent();
    await()
        .atMost(LONGEST)
        .until(() ->
            Fx.get(() ->
                header.lookupAll(".label").stream()
                    .anyMatch(label -> ((Label) label).getText().contains("rejected"))));
  }

  private static void aFailedOneSaysWhyAndWhatHelps(OpenWindow window) {
    window.click("go-queue");
    pick(window, "filter-failed");
    assertThat(text(window, "track-error")).isNotBlank();
    check(window);
    Snapshots.take(window.stage(), "track-failed");
    assertThat(window.shows("track-retry")).isTrue();
    assertThat(window.shows("track-approve")).isFalse();
  }

  private static void pick(OpenWindow window, String filter) {
    window.click(filter);
    TableView<?> table = window.find("queue-table", TableView.class);
    await().atMost(LONGEST).until(() -> Fx.get(() -> table.getItems().size() == 1));
    Fx.run(() -> table.getSelectionModel().clearAndSelect(0));
  }

  private static String text(OpenWindow window, String id) {
    Label label = window.find(id, Label.class);
    return Fx.get(label::getText);
  }

  private static BatchState batch(OpenWindow window) {
    return Fx.get(() -> bench(window).batch().stateProperty().get());
  }

  private static WorkspaceContext bench(OpenWindow window) {
    return Objects.requireNonNull(window.session().context(), "connected");
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
