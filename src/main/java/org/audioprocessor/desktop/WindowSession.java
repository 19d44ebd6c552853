package org.audioprocessor.desktop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.dialog.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.shell.BatchNews;
import org.audioprocessor.desktop.shell.CloseWindow;
import org.audioprocessor.desktop.shell.FileDrop;
import org.audioprocessor.desktop.shell.Theme;
import org.audioprocessor.desktop.shell.WindowPlace;
import org.audioprocessor.desktop.wiring.WindowContext;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.preview.line.AudioLineOpener;
import org.audioprocessor.settings.secret.SessionSecrets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window and what it is connected to: shown at once, connected as soon as that is open. */
public final class WindowSession {
  private static final Logger LOG = LoggerFactory.getLogger(WindowSession.class);

  /** Set where the ahead-of-time cache is trained and where starts are measured. */
  private static final String END_WHEN_DRAWN = "audioprocessor.endWhenDrawn";

  /** Then what is around the rows comes before them. */
  private static final Duration LONGEST_FOR_ROWS = Duration.ofSeconds(1);

  private static final int PULSES_TO_DRAW = 3;

  private final Stage stage;
  private final WindowContext windowContext;
  private final Runnable exit;
  private final MainWindow window;
  private final Switching switching;
  private final WindowOpening opening;
  private final CloseWindow closing;
  private final List<Path> early = new ArrayList<>();
  private @Nullable BatchNews news;
  private volatile @Nullable WorkspaceContext context; // written on the JavaFX thread
  private boolean leaving;
  private volatile boolean ending;

  /** What the window is given. */
  record Outside(WindowThreads threads, DesktopState state, People people, Host host) {}

  /**
   * The system that it runs on.
   *
   * @param openFolder shows it in the system's file manager
   * @param lines what is heard goes there
   * @param exit ends the program, which {@link #close}s the session
   */
  record Host(Consumer<Path> openFolder, AudioLineOpener lines, Runnable exit) {}

  WindowSession(Stage stage, Outside outside, ApplicationOptions given) {
    SessionSecrets secrets = new SessionSecrets(given.secrets());
    ApplicationOptions options = given.withSecrets(() -> secrets);
    this.stage = stage;
    Host host = outside.host();
    exit = host.exit();
    WindowContext.Ways ways =
        new WindowContext.Ways(this::go, this::reopen, host.openFolder(), host.lines());
    windowContext = WindowContext.of(outside.threads(), outside.state(), outside.people(), ways);
    switching = new Switching(options, windowContext, this::replace);
    window = new MainWindow(windowContext);
    opening =
        new WindowOpening(
            options, windowContext, window, this::connected, () -> context != null || ending);
    closing = new CloseWindow(stage, outside.people().notices(), this::quit);
    Scene scene = new Scene(window.root());
    Theme.style(scene);
    FileDrop.into(scene, this::add);
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
    switching.to(context, connection);
  }

  private void replace(WorkspaceContext opened) {
    WorkspaceContext before = disconnect();
    closing.stay();
    connected(opened);
    if (before != null) {
      closeLater(before);
    }
  }

  private static void closeLater(WorkspaceContext opened) {
    // not a virtual thread: the program does not end before claims are given back
    Thread.ofPlatform().name("close-connection").start(() -> closeParts(opened));
  }

  private @Nullable WorkspaceContext disconnect() {
    WorkspaceContext before = context;
    context = null;
    if (news != null) {
      news.close();
      news = null;
    }
    window.disconnect();
    return before;
  }

  void show() {
    WindowPlace.restore(stage, windowContext.state());
    stage.show();
    opening.begin();
    windowContext.threads().background().execute(Formats::prepare);
    UiThread.atNextPulse(window::prepare);
  }

  private void connected(WorkspaceContext opened) {
    if (ending || context != null) {
      closeLater(opened); // another connection was opened meanwhile
      return;
    }
    if (context != null) { // another connection was chosen meanwhile
      windowContext.threads().background().execute(() -> closeParts(opened));
      return;
    }
    context = opened;
    window.connect(opened);
    opened.firstLook().then(opened.counts()::start);
    ScheduledFuture<?> _ =
        windowContext
            .threads()
            .timer()
            .schedule(
                () -> UiThread.run(opened.firstLook()::had),
                LONGEST_FOR_ROWS.toMillis(),
                TimeUnit.MILLISECONDS);
    UiThread.afterPulses(
        PULSES_TO_DRAW, () -> !opened.equals(context) || window.isWhole(), () -> warmUp(opened));
    news = new BatchNews(opened);
    opened
        .batch()
        .stateProperty()
        .addListener((value, before, now) -> {
          if (opened.equals(context)) {
            closing.heard(now);
          }
        });
    windowContext
        .log()
        .add(Notice.Tone.CALM, Messages.text("log.connected", opened.connection().name()));
    add(List.copyOf(early));
    early.clear();
    if (Boolean.getBoolean(END_WHEN_DRAWN)) {
      UiThread.afterPulses(PULSES_TO_DRAW, window::isWhole, this::quit);
    }
  }

  /** After what can be seen: a bucket's client and a child take a processor for a second. */
  private void warmUp(WorkspaceContext opened) {
    if (opened.equals(context)) {
      opened.parts().warmUp();
    }
  }

  /** Before anything is open they are kept for later. */
  void add(List<Path> files) {
    WorkspaceContext opened = context;
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
    return windowContext.log();
  }

  @Nullable WorkspaceContext bench() {
    return context;
  }

  /** Also where the window was hidden; not where the program is about to end. */
  public void toFront() {
    if (leaving) {
      return;
    }
    stage.show();
    stage.setIconified(false);
    stage.toFront();
  }

  private void tellWhetherSeen() {
    if (context != null) {
      context.counts().setHidden(!stage.isShowing() || stage.isIconified());
    }
  }

  // --- the end

  private void askToClose() {
    WorkspaceContext opened = context;
    if (opened == null) {
      quit();
    } else {
      closing.ask(opened.batch());
    }
  }

  /** The window goes at once; what runs is given back behind it. */
  private void quit() {
    leaving = true;
    WindowPlace.keep(stage, windowContext.state());
    stage.hide();
    exit.run();
  }

  /** Gives back what runs; called when the program ends. */
  void close() {
    ending = true;
    windowContext.state().save();
    WorkspaceContext opened = disconnect();
    if (opened != null) {
      closeParts(opened);
    }
  }

  private static void closeParts(WorkspaceContext opened) {
    try {
      opened.close();
    } catch (StartupException e) {
      LOG.warn("Not everything could be closed", e);
    }
  }
}
