package org.audioprocessor.desktop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.WindowThreads.UiThread;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.shell.BatchNotices;
import org.audioprocessor.desktop.shell.CloseWindow;
import org.audioprocessor.desktop.shell.FileDrop;
import org.audioprocessor.desktop.shell.Theme;
import org.audioprocessor.desktop.shell.WindowBounds;
import org.audioprocessor.desktop.wiring.WindowContext;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.settings.secret.SecretStore.SessionSecrets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window and its connection. The window is shown at once and connected when the connection is
 * open.
 */
public final class WindowSession {
  private static final Logger LOG = LoggerFactory.getLogger(WindowSession.class);

  /** Set when the ahead-of-time cache is trained and when start-up is measured. */
  private static final String END_WHEN_DRAWN = "audioprocessor.endWhenDrawn";

  /** After this time the side panes are shown before the rows. */
  private static final Duration LONGEST_FOR_ROWS = Duration.ofSeconds(1);

  private static final int PULSES_TO_DRAW = 3;

  private final Stage stage;
  private final WindowContext windowContext;
  private final Runnable exit;
  private final MainWindow window;
  private final ConnectionSwitch connectionSwitch;
  private final WindowOpening opening;
  private final CloseWindow closing;
  private final List<Path> pendingFiles = new ArrayList<>();
  private @Nullable BatchNotices batchNotices;
  private volatile @Nullable WorkspaceContext context; // written on the JavaFX thread
  private boolean quitting;
  private volatile boolean ending;

  WindowSession(Stage stage, WindowContext.Environment environment, ApplicationOptions given) {
    SessionSecrets secrets = new SessionSecrets(given.secrets());
    ApplicationOptions options = given.withSecrets(() -> secrets);
    this.stage = stage;
    exit = environment.exit();
    windowContext = WindowContext.of(environment, this::go, this::reopen);
    connectionSwitch = new ConnectionSwitch(options, windowContext, this::replace);
    window = new MainWindow(windowContext);
    opening =
        new WindowOpening(
            options, windowContext, window, this::connected, () -> context != null || ending);
    closing = new CloseWindow(stage, environment.people().notices(), this::hide, this::quit);
    Scene scene = new Scene(window.root());
    Theme.style(scene);
    FileDrop.into(scene, this::add);
    stage.setScene(scene);
    stage.setTitle(Messages.text("window.title"));
    stage.setOnCloseRequest(event -> {
      event.consume();
      askToClose();
    });
    ChangeListener<Boolean> seen = (value, before, now) -> updateVisibility();
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
    connectionSwitch.to(context, connection);
  }

  private void replace(WorkspaceContext opened) {
    WorkspaceContext before = disconnect();
    closing.keepOpen();
    connected(opened);
    if (before != null) {
      closeLater(before);
    }
  }

  private static void closeLater(WorkspaceContext opened) {
    // a platform thread: the program must not end before the claims are released
    Thread.ofPlatform().name("close-connection").start(() -> closeContext(opened));
  }

  private @Nullable WorkspaceContext disconnect() {
    WorkspaceContext before = context;
    context = null;
    if (batchNotices != null) {
      batchNotices.close();
      batchNotices = null;
    }
    window.disconnect();
    return before;
  }

  void show() {
    WindowBounds.restore(stage, windowContext.state());
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
    context = opened;
    window.connect(opened);
    opened.firstRows().then(opened.poller()::start);
    ScheduledFuture<?> _ =
        windowContext
            .threads()
            .timer()
            .schedule(
                () -> UiThread.run(opened.firstRows()::complete),
                LONGEST_FOR_ROWS.toMillis(),
                TimeUnit.MILLISECONDS);
    UiThread.afterPulses(
        PULSES_TO_DRAW, () -> !opened.equals(context) || window.isWhole(), () -> warmUp(opened));
    batchNotices = new BatchNotices(opened);
    opened
        .batch()
        .stateProperty()
        .addListener((value, before, now) -> {
          if (opened.equals(context)) {
            closing.batchChanged(now);
          }
        });
    windowContext
        .log()
        .add(Severity.INFO, Messages.text("log.connected", opened.connection().name()));
    add(List.copyOf(pendingFiles));
    pendingFiles.clear();
    if (Boolean.getBoolean(END_WHEN_DRAWN)) {
      UiThread.afterPulses(PULSES_TO_DRAW, window::isWhole, this::quit);
    }
  }

  /**
   * Starts the S3 client and a child process, which take a second of processor time, after
   * everything is drawn.
   */
  private void warmUp(WorkspaceContext opened) {
    if (opened.equals(context)) {
      opened.application().warmUp();
    }
  }

  /** Adds files; keeps them for later while no connection is open. */
  void add(List<Path> files) {
    WorkspaceContext opened = context;
    if (opened == null) {
      pendingFiles.addAll(files);
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

  @Nullable WorkspaceContext context() {
    return context;
  }

  /** Brings the window to the front, also a hidden one, unless the program is about to end. */
  public void toFront() {
    if (quitting) {
      return;
    }
    if (!stage.isShowing()) {
      stage.show();
      // X11 window managers move a window that is shown again by the size of its frame
      UiThread.afterPulses(
          PULSES_TO_DRAW,
          stage::isShowing,
          () -> WindowBounds.restore(stage, windowContext.state()));
    }
    stage.setIconified(false);
    stage.toFront();
  }

  private void hide() {
    WindowBounds.save(stage, windowContext.state());
    stage.hide();
  }

  private void updateVisibility() {
    if (context != null) {
      context.poller().setHidden(!stage.isShowing() || stage.isIconified());
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

  /** Hides the window at once; running claims are released afterwards. */
  private void quit() {
    quitting = true;
    hide();
    exit.run();
  }

  /** Releases running claims; called when the program ends. */
  void close() {
    ending = true;
    windowContext.state().save();
    WorkspaceContext opened = disconnect();
    if (opened != null) {
      closeContext(opened);
    }
  }

  private static void closeContext(WorkspaceContext opened) {
    try {
      opened.close();
    } catch (StartupException e) {
      LOG.warn("The connection could not be closed completely", e);
    }
  }
}
