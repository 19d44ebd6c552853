package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import org.audioprocessor.demo.DemoTracks;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.shell.Theme;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.SceneChecks;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.preview.meter.EbuMeter;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file that is dropped on the window to what is heard of it, by key and mouse. */
class ListeningTest {
  private static final Duration LONGEST = Patience.LONGEST;
  private static final int RATE = 44_100;

  @TempDir Path workspace;
  @TempDir Path files;

  private final HearingLine line = new HearingLine();

  @Test
  void aDroppedFileIsProcessedAndHeardAndAFailedOneSaysWhy() throws Exception {
    Path song =
        AudioFiles.wav(
            files.resolve("Song.wav"),
            Signals.music(RATE, 1, Signals.at(-20, 12), Signals.at(-9, 4)),
            RATE);
    Path corrupt = DemoTracks.writeCorrupt(files);
    try (OpenWindow window = OpenWindow.on(workspace.resolve("Audio Processor"), line)) {
      drop(window, song);
      awaitCount(window, UploadStatus.WAITING, 1);
      // as the platform adds what is no music: through the window it would be refused
      bench(window).application().addUploads().add(corrupt, true);
      awaitCount(window, UploadStatus.WAITING, 2);
      process(window);
      awaitCount(window, UploadStatus.COMPLETED, 1);
      awaitCount(window, UploadStatus.FAILED, 1);
      select(window, "filter-completed");
      everyRenditionIsHeard(window);
      theSongIsComparedBlind(window);
      theSongIsReviewed(window);
      theTrackIsOpenedDownloadedAndTheListExported(window);
      theSystemsPlayerPlaysOrSaysWhyNot(window);
      theFailedOneIsRetried(window);
    }
  }

  /** What JavaFX does when another program lets go of files over the window. */
  private static void drop(OpenWindow window, Path file) {
    Fx.run(() -> {
      Scene scene = window.stage().getScene();
      Dragboard board = DragboardHelper.createDragboard(draggedClipboard());
      board.setContent(Map.of(DataFormat.FILES, List.of(file.toFile())));
      for (var type : List.of(DragEvent.DRAG_OVER, DragEvent.DRAG_DROPPED)) {
        Event.fireEvent(
            scene.getRoot(),
            new DragEvent(type, board, 400, 300, 400, 300, TransferMode.COPY, null, null, null));
      }
    });
  }

  /** JavaFX's own in memory, which only does not know that something may be copied. */
  private static TKClipboard draggedClipboard() {
    TKClipboard memory = Toolkit.getToolkit().createLocalClipboard();
    return (TKClipboard)
        Proxy.newProxyInstance(
            TKClipboard.class.getClassLoader(),
            new Class<?>[] {TKClipboard.class},
            (proxy, method, arguments) ->
                method.getName().equals("getTransferModes")
                    ? EnumSet.of(TransferMode.COPY)
                    : method.invoke(memory, arguments));
  }

  private static void process(OpenWindow window) {
    await().atMost(LONGEST).until(() -> !window.find("queue-process-all", Node.class).isDisabled());
    window.click("queue-process-all");
    window.find("question", Node.class);
    window.press(KeyCode.ENTER);
    await()
        .atMost(LONGEST)
        .until(() ->
            Fx.get(() -> bench(window).batch().stateProperty().get().phase())
                == BatchState.Phase.ENDED);
  }

  private static void select(OpenWindow window, String filter) {
    select(window, filter, 1);
  }

  private static void select(OpenWindow window, String filter, int rows) {
    window.click(filter);
    TableView<?> table = window.find("queue-table", TableView.class);
    await().atMost(LONGEST).until(() -> Fx.get(() -> table.getItems().size() == rows));
    Fx.run(() -> {
      table.requestFocus();
      table.getSelectionModel().clearAndSelect(0);
    });
  }

  private void everyRenditionIsHeard(OpenWindow window) {
    await().atMost(LONGEST).until(() -> !text(window, "preview-time").isEmpty());
    press(window, KeyCode.DIGIT3);
    press(window, KeyCode.SPACE);
    for (KeyCode key : List.of(KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT1, KeyCode.DIGIT2)) {
      heard(window);
      press(window, key);
    }
    heard(window);
    assertThat(window.find("listen-m4a", ToggleButton.class).isSelected()).isTrue();
    press(window, KeyCode.DIGIT3);
    press(window, KeyCode.L);
    await().atMost(LONGEST).until(() -> text(window, "preview-time").startsWith("0:1"));
    heard(window);
    EbuMeter meter = Objects.requireNonNull(bench(window).nowPlaying().meterProperty().get());
    await().atMost(LONGEST).until(() -> meter.reading().momentaryLufs().isPresent());
    press(window, KeyCode.SPACE);
    await().atMost(LONGEST).until(() -> accessible(window, "preview-play").equals("Play"));
    check(window);
    Snapshots.take(window.stage(), "preview");
  }

  /** Sound, and a position that moves. */
  private void heard(OpenWindow window) {
    String before = text(window, "preview-time");
    line.forget();
    await().atMost(LONGEST).until(() -> line.peak() > 0.05);
    await().atMost(LONGEST).until(() -> !text(window, "preview-time").equals(before));
    assertThat(text(window, "preview-words")).doesNotContain("annot");
  }

  private static void theSongIsComparedBlind(OpenWindow window) {
    press(window, KeyCode.X);
    window.find("blind-x", ToggleButton.class);
    press(window, KeyCode.DIGIT1);
    assertThat(window.find("blind-a", ToggleButton.class).isSelected()).isTrue();
    window.click("blind-answer-a");
    assertThat(text(window, "blind-score")).containsAnyOf("1 of 1", "0 of 1");
    check(window);
    Snapshots.take(window.stage(), "preview-blind");
    window.click("blind-end");
    assertThat(window.shows("blind-x")).isFalse();
  }

  private static void theSongIsReviewed(OpenWindow window) {
    window.click("go-review");
    await().atMost(LONGEST).until(() -> text(window, "review-track").equals("Song.wav"));
    check(window);
    Snapshots.take(window.stage(), "review");
    press(window, KeyCode.R);
    Node note = window.find("review-note", Node.class);
    await().atMost(LONGEST).until(() -> Fx.get(note::isFocused));
    window.robot().write("Clicks at 0:03");
    press(window, KeyCode.ENTER);
    window.find("review-empty", Node.class);
    check(window);
    Snapshots.take(window.stage(), "review-empty");
    window.click("review-undo");
    await().atMost(LONGEST).until(() -> text(window, "review-track").equals("Song.wav"));
    press(window, KeyCode.A);
    window.find("review-empty", Node.class);
    window.click("go-queue");
    select(window, "filter-all", 2);
    Snapshots.take(window.stage(), "queue-verdicts");
  }

  private void theTrackIsOpenedDownloadedAndTheListExported(OpenWindow window) throws IOException {
    Path list = files.resolve("list.csv");
    window.pick(List.of(), list);
    window.press(KeyCode.CONTROL, KeyCode.E);
    await().atMost(LONGEST).until(() -> Files.exists(list));
    assertThat(Files.readAllLines(list))
        .hasSize(3)
        .anyMatch(line -> line.contains("Song.wav,completed") && line.contains("approved"))
        .anyMatch(line -> line.contains("failed") && line.contains("not an audio file"));
    select(window, "filter-completed");
    window.press(KeyCode.ENTER);
    await().atMost(LONGEST).until(() -> window.shows("track-download-low"));
    assertThat(window.shows("queue-table")).isFalse();
    assertThat(text(window, "track-name")).isEqualTo("Song.wav");
    Node verdicts = window.find("track-verdicts", Node.class);
    assertThat(Fx.get(() -> verdicts.lookupAll(".label").toString())).contains("Clicks at 0:03");
    Path low = files.resolve("low.ts");
    window.pick(List.of(), low);
    window.click("track-download-low");
    await().atMost(LONGEST).until(() -> Files.exists(low));
    byte[] stream = Files.readAllBytes(low);
    assertThat(stream.length % 188).isZero();
    assertThat(stream[0])
        .as("where each packet of a transport stream begins")
        .isEqualTo((byte) 'G');
    window.click("go-queue");
  }

  /** What a system lacks differs; that nothing is left unsaid does not. */
  private static void theSystemsPlayerPlaysOrSaysWhyNot(OpenWindow window) {
    select(window, "filter-completed");
    window.click("preview-menu");
    window.click("preview-client");
    Node table = window.find("queue-table", Node.class);
    Fx.run(table::requestFocus);
    String before = text(window, "preview-time");
    press(window, KeyCode.SPACE);
    await()
        .atMost(LONGEST)
        .until(() ->
            text(window, "preview-words").endsWith(".")
                || !text(window, "preview-time").equals(before));
    window.click("preview-menu");
    window.click("preview-decoded");
    await().atMost(LONGEST).until(() -> text(window, "preview-words").isEmpty());
  }

  private static void theFailedOneIsRetried(OpenWindow window) {
    select(window, "filter-failed");
    await().atMost(LONGEST).until(() -> text(window, "preview-words").startsWith("Not published"));
    assertThat(window.find("listen-raw", ToggleButton.class).isSelected()).isTrue();
    assertThat(window.find("listen-m4a", ToggleButton.class).isSelected()).isFalse();
    window.press(KeyCode.CONTROL, KeyCode.R);
    awaitCount(window, UploadStatus.WAITING, 1);
    process(window);
    awaitCount(window, UploadStatus.FAILED, 1);
    TableView<?> table = window.find("queue-table", TableView.class);
    await()
        .atMost(LONGEST)
        .until(() ->
            Fx.get(() ->
                table.lookupAll(".outcome-cell .label").stream()
                    .anyMatch(cell ->
                        cell instanceof Labeled words
                            && words.getText().startsWith("The file is not an audio file"))));
  }

  private static void press(OpenWindow window, KeyCode key) {
    window.press(key);
  }

  private static String text(OpenWindow window, String id) {
    Label label = window.find(id, Label.class);
    return Fx.get(label::getText);
  }

  private static String accessible(OpenWindow window, String id) {
    Node node = window.find(id, Node.class);
    return String.valueOf(Fx.get(node::getAccessibleText));
  }

  private static void check(OpenWindow window) {
    for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
      Fx.run(theme::apply);
      Fx.settle();
      var root = Fx.get(() -> window.stage().getScene().getRoot());
      assertThat(Fx.get(() -> SceneChecks.withoutName(root))).isEmpty();
      assertThat(Fx.get(() -> SceneChecks.withoutKeyboard(root))).isEmpty();
      assertThat(Fx.get(() -> SceneChecks.hardToRead(root))).as("contrast, " + theme).isEmpty();
      assertThat(Fx.get(() -> SceneChecks.cutOff(root))).isEmpty();
    }
  }

  private static void awaitCount(OpenWindow window, UploadStatus status, long count) {
    await()
        .atMost(LONGEST)
        .until(() ->
            Fx.get(() -> bench(window).poller().counts().get().getOrDefault(status, 0L)) == count);
  }

  private static WorkspaceContext bench(OpenWindow window) {
    return Objects.requireNonNull(window.session().context(), "connected");
  }
}
