package org.audioprocessor.desktop;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.audioprocessor.PartsException;
import org.audioprocessor.PartsOptions;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.EmptyState;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.BatchState;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Notice;
import org.audioprocessor.desktop.work.People;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.preview.line.AudioLineOpener;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.worker.WorkerEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window and what it is connected to: shown at once, connected as soon as that is open. */
final class WindowSession {
  private static final Logger LOG = LoggerFactory.getLogger(WindowSession.class);

  /** Set where the ahead-of-time cache is trained and where starts are measured. */
  private static final String END_WHEN_DRAWN = "audioprocessor.endWhenDrawn";

  private static final int PULSES_TO_DRAW = 3;
  private static final String WAITING_TOPIC = "surroundings";

  private final Stage stage;
  private final Desk desk;
  private final PartsOptions options;
  private final MainWindow window;
  private final Switching switching;
  private final List<Path> early = new ArrayList<>();
  private @Nullable Workbench bench;
  private boolean ending;

  /** What the window is given. */
  record Outside(
      Threads threads,
      DesktopState state,
      People people,
      Consumer<Path> openFolder,
      AudioLineOpener lines) {}

  WindowSession(Stage stage, Outside outside, PartsOptions options) {
    this.stage = stage;
    this.options = options;
    Desk.Ways ways = new Desk.Ways(this::go, this::reopen, outside.openFolder(), outside.lines());
    SessionLog log = new SessionLog(outside.people().notices());
    desk = new Desk(outside.threads(), outside.state(), outside.people(), ways, log);
    switching = new Switching(options, desk, this::replace);
    window = new MainWindow(outside.people().notices());
    Scene scene = new Scene(window.root());
    Theme.style(scene);
    scene.setOnDragOver(WindowSession::dragged);
    scene.setOnDragDropped(this::dropped);
    stage.setScene(scene);
    stage.setTitle(Messages.text("window.title"));
    stage.setOnCloseRequest(event -> {
      event.consume();
      askToClose();
    });
    ChangeListener<Boolean> seen = (value, before, now) -> tellWhetherSeen();
    stage.showingProperty().addListener(seen);
    stage.iconifiedProperty().addListener(seen);
  }

  private void go(String screenId) {
    Screens.MAIN.stream()
        .filter(entry -> entry.id().equals(screenId))
        .findFirst()
        .ifPresent(window::go);
  }

  private void reopen(@Nullable String connection) {
    switching.to(bench, connection);
  }

  private void replace(Workbench opened) {
    Workbench before = bench;
    bench = null;
    window.disconnect();
    connected(opened);
    if (before != null) {
      // not a virtual thread: the program does not end before claims are given back
      Thread.ofPlatform().name("close-connection").start(() -> closeParts(before));
    }
  }

  void show() {
    WindowPlace.restore(stage, desk.state());
    stage.show();
    connect();
    UiThread.atNextPulse(Rehearsal::run);
  }

  /** Not on the JavaFX thread: a disk or a database may be slow. */
  private void connect() {
    desk.threads()
        .background()
        .execute(() -> {
          try {
            Workbench opened = Workbench.open(options, desk);
            UiThread.run(() -> connected(opened));
          } catch (PartsException e) {
            LOG.info("The workspace cannot be opened", e);
            UiThread.run(() -> failed(String.valueOf(e.getMessage())));
          }
        });
  }

  private void connected(Workbench opened) {
    if (ending) {
      closeParts(opened);
      return;
    }
    bench = opened;
    window.connect(opened);
    opened.counts().start();
    opened.batch().stateProperty().addListener((value, before, now) -> tellWaiting(now));
    opened.batch().onEnded(this::tellEnd);
    opened.batch().alsoTell(this::log);
    desk.log().add(Notice.Tone.CALM, Messages.text("log.connected", opened.connection().name()));
    add(List.copyOf(early));
    early.clear();
    if (Boolean.getBoolean(END_WHEN_DRAWN)) {
      endWhenDrawn();
    }
  }

  private void log(WorkerEvent event) {
    if (!(event instanceof WorkerEvent.TrackProgress)) {
      UiThread.run(() -> desk.log().tell(event));
    }
  }

  private void endWhenDrawn() {
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long now) {
        if (window.isWhole() && ++pulses == PULSES_TO_DRAW) {
          stop();
          quit();
        }
      }
    }.start();
  }

  private void failed(String sentence) {
    Button again = Controls.button("connect-again", Messages.text("window.again"), this::connect);
    Button here =
        Controls.button(
            "connect-embedded",
            Messages.text("window.this-computer"),
            () -> reopen(Connection.EMBEDDED.name()));
    window.showPlaceholder(
        new EmptyState(
            Feather.ALERT_TRIANGLE, Messages.text("window.cannot-open"), sentence, again, here));
  }

  /** Before anything is open they are kept for later. */
  void add(List<Path> files) {
    Workbench opened = bench;
    if (opened == null) {
      early.addAll(files);
    } else {
      opened.incoming().add(files);
    }
  }

  MainWindow window() {
    return window;
  }

  SessionLog log() {
    return desk.log();
  }

  @Nullable Workbench bench() {
    return bench;
  }

  void toFront() {
    stage.show();
    stage.setIconified(false);
    stage.toFront();
  }

  // --- what the batch has to say

  private void tellWaiting(BatchState now) {
    String reason = now.waitingFor();
    if (reason == null) {
      desk.notices().clear(WAITING_TOPIC);
    } else {
      desk.notices().show(Notice.of(WAITING_TOPIC, Notice.Tone.WAITING, reason));
    }
  }

  private void tellEnd(BatchState end) {
    Notice.Tone tone = end.failed() > 0 ? Notice.Tone.BAD : Notice.Tone.GOOD;
    String sentence = Messages.text("batch.ended", end.done(), end.failed(), end.waiting());
    desk.notices().show(Notice.of("batch", tone, sentence));
    if (bench != null) {
      bench.counts().lookNow();
    }
  }

  private void tellWhetherSeen() {
    if (bench != null) {
      bench.counts().setHidden(!stage.isShowing() || stage.isIconified());
    }
  }

  // --- files dropped anywhere

  private static void dragged(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void dropped(DragEvent event) {
    add(event.getDragboard().getFiles().stream().map(File::toPath).toList());
    event.setDropCompleted(true);
    event.consume();
  }

  // --- the end

  private void askToClose() {
    Workbench opened = bench;
    if (opened == null) {
      quit();
    } else {
      new CloseWindow(stage, opened.batch(), this::quit).ask();
    }
  }

  /** The window goes at once; what runs is given back behind it. */
  private void quit() {
    WindowPlace.keep(stage, desk.state());
    stage.hide();
    Platform.exit();
  }

  /** Gives back what runs; called when the program ends. */
  void close() {
    ending = true;
    desk.state().save();
    Workbench opened = bench;
    bench = null;
    if (opened != null) {
      window.disconnect();
      closeParts(opened);
    }
  }

  private static void closeParts(Workbench opened) {
    try {
      opened.close();
    } catch (PartsException e) {
      LOG.warn("Not everything could be closed", e);
    }
  }
}
