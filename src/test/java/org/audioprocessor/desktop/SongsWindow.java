package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.audioprocessor.app.Application;
import org.audioprocessor.demo.DemoTracks;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.line.SilentLine;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Review;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.Patience;

/** The window with three published tracks and a failed one, all before their review. */
final class SongsWindow implements AutoCloseable {
  static final Duration LONGEST = Patience.LONGEST;

  /** So that no track ends, and becomes playable again by itself, while a test runs. */
  private static final int SLOWER_THAN_MUSIC = 50;

  private static final int TRACKS = 3;

  private final Path folder;
  private final OpenWindow window;
  private final List<String> songs = new ArrayList<>();

  SongsWindow(Path folder) throws Exception {
    this.folder = folder;
    window =
        OpenWindow.inOneProcess(
            folder.resolve("Audio Processor"),
            rate ->
                new SilentLine(rate, rate / 2, () -> System.nanoTime() / SLOWER_THAN_MUSIC, ""));
    try {
      for (int i = 1; i <= TRACKS; i++) {
        songs.add(publish("Song " + i + ".wav"));
      }
      fail(DemoTracks.writeCorrupt(folder));
      everyTrackIsCompleted();
    } catch (Exception | Error e) {
      window.close();
      throw e;
    }
  }

  OpenWindow window() {
    return window;
  }

  /** As a worker would leave it. */
  private String publish(String fileName) throws Exception {
    Application application = window.context().application();
    Path raw = Files.copy(PublishedClicks.rawFile(), folder.resolve(fileName));
    String id = application.addUploads().add(raw, true).upload().uploadId();
    TrackKeys keys = application.keys().track(application.keys().trackId(fileName));
    String from = PublishedClicks.keys().folder();
    try (ObjectStore published = PublishedClicks.store();
        Stream<StoredObject> objects = published.list(from)) {
      for (StoredObject object : objects.toList()) {
        String name =
            object.key().equals(PublishedClicks.keys().m4a())
                ? keys.m4a()
                : keys.folder() + object.key().substring(from.length());
        try (InputStream in = published.get(object.key())) {
          application.store().put(name, Body.of(in.readAllBytes()), PutOptions.defaults());
        }
      }
    }
    Claim claim = claim(id);
    GenerationTry generation = application.queue().generations().begin(claim).orElseThrow();
    assertThat(application.queue().generations().startSwitch(claim, generation)).isTrue();
    Result result = new Result(-20.0, -23.0, -3.0, PublishedClicks.SECONDS, keys.metadata());
    assertThat(application.queue().completed(claim, generation, "{}", result)).isTrue();
    return id;
  }

  private void fail(Path file) throws Exception {
    Application application = window.context().application();
    String id = application.addUploads().add(file, true).upload().uploadId();
    application.queue().failed(claim(id), "NOT_AUDIO", "The file is not an audio file.");
  }

  private Claim claim(String id) throws QueueException {
    ClaimAnswer answer =
        window.context().application().queue().claim(id, "another worker", Duration.ofMinutes(5));
    return ((ClaimAnswer.Claimed) answer).claim();
  }

  private void everyTrackIsCompleted() {
    window.click("go-queue");
    window.click("filter-completed");
    TableView<?> table = window.find("queue-table", TableView.class);
    await().atMost(LONGEST).until(() -> Fx.get(() -> table.getItems().size() == TRACKS));
    Fx.run(() -> table.getSelectionModel().clearAndSelect(0));
    await().atMost(LONGEST).until(() -> !text("preview-time").isEmpty());
  }

  /** The buttons, of all windows, that act while this runs. */
  static List<String> pressedBySpace(Runnable key) {
    List<String> pressed = new CopyOnWriteArrayList<>();
    javafx.event.EventHandler<ActionEvent> note =
        event -> {
          if (event.getTarget() instanceof ButtonBase button) {
            pressed.add(String.valueOf(button.getId()));
          }
        };
    List<Scene> scenes = Fx.get(() -> Window.getWindows().stream().map(Window::getScene).toList());
    Fx.run(() -> scenes.forEach(scene -> scene.addEventFilter(ActionEvent.ACTION, note)));
    key.run();
    Fx.run(() -> scenes.forEach(scene -> scene.removeEventFilter(ActionEvent.ACTION, note)));
    return pressed;
  }

  void leaveDialogs() {
    for (int i = 0; i < 5 && Fx.get(() -> Window.getWindows().size() > 1); i++) {
      press(KeyCode.ESCAPE);
    }
    Fx.run(() -> {
      if (window.stage().getScene().getFocusOwner() instanceof TextInputControl text) {
        text.getScene().getRoot().requestFocus();
      }
    });
  }

  /** The player has the track that is selected. */
  void awaitPlayer() {
    await()
        .atMost(LONGEST)
        .until(() ->
            Fx.get(() ->
                    Objects.requireNonNull(window.context().selection().selectedProperty().get())
                        .fileName())
                .equals(text("preview-track")));
    await()
        .atMost(LONGEST)
        .until(() -> !Fx.get(window.find("preview-play", Node.class)::isDisabled));
  }

  void spacePlaysOrPauses() {
    awaitPlayer();
    String before = accessible("preview-play");
    press(KeyCode.SPACE);
    await().atMost(LONGEST).until(() -> !accessible("preview-play").equals(before));
  }

  List<Review> verdicts() throws QueueException {
    // what a key or click has asked for is stored on another thread
    Fx.settle();
    List<Review> all = new ArrayList<>();
    var queue = window.context().application().queue();
    for (String id : songs) {
      all.addAll(queue.reviews().history(id));
    }
    return all;
  }

  void press(KeyCode key) {
    window.press(key);
  }

  String text(String id) {
    return Fx.get(window.find(id, Label.class)::getText);
  }

  String accessible(String id) {
    return String.valueOf(Fx.get(window.find(id, Node.class)::getAccessibleText));
  }

  @Override
  public void close() {
    window.close();
  }
}
