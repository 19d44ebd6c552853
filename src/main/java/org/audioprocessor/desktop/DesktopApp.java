package org.audioprocessor.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.shell.Dialogs;
import org.audioprocessor.desktop.shell.SingleInstance;
import org.audioprocessor.desktop.shell.SingleInstance.SecondStarts;
import org.audioprocessor.desktop.shell.Theme;
import org.audioprocessor.desktop.shell.WindowBounds.Displays;
import org.audioprocessor.desktop.wiring.WindowContext;
import org.audioprocessor.preview.line.AudioLine.AudioLineOpener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the desktop program: one window for one workspace. */
public final class DesktopApp extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopApp.class);

  /**
   * Passes the arguments of {@link #open} to the instance, which JavaFX creates without arguments.
   */
  private static final AtomicReference<@Nullable Start> STARTING = new AtomicReference<>();

  private record Start(
      Path workspace, List<Path> files, SingleInstance instance, Consumer<Runnable> ending) {}

  private final WindowThreads threads = WindowThreads.start();
  private @Nullable WindowSession session;
  private @Nullable SecondStarts secondStarts;

  /**
   * Shows the window of a workspace; returns when the program is to end.
   *
   * @param files are added at the start
   * @param ending receives the action that ends the window when the process is asked to end
   * @return false if another window holds the workspace; that window received the files
   * @throws StartupException if there is no display, or the workspace cannot be used
   */
  public static boolean open(Path workspace, List<Path> files, Consumer<Runnable> ending)
      throws StartupException {
    Displays.requireOne(System.getenv(), System.getProperties());
    try {
      Optional<SingleInstance> first = SingleInstance.acquire(workspace);
      if (first.isEmpty()) {
        SingleInstance.handOver(workspace, files);
        return false;
      }
      try (SingleInstance instance = first.get()) {
        STARTING.set(new Start(workspace, files, instance, ending));
        launch(DesktopApp.class);
        return true;
      }
    } catch (IOException e) {
      throw StartupException.unusable(workspace, e);
    } catch (LinkageError | RuntimeException e) {
      Optional<StartupException> missing = Displays.missingLibrary(e);
      if (missing.isPresent()) {
        throw missing.get();
      }
      if (e instanceof UnsupportedOperationException unsupported) {
        throw Displays.none(unsupported);
      }
      throw e;
    }
  }

  /** Returns whether the failure is the missing display, and not a missing library. */
  public static boolean lacksDisplay(StartupException why) {
    return why.getCause() instanceof UnsupportedOperationException cause
        && Displays.missingLibrary(cause).isEmpty();
  }

  /** Creates the window only; the connection opens in the background. */
  @Override
  public void start(Stage stage) {
    Start start = STARTING.getAndSet(null);
    if (start == null) {
      throw new IllegalStateException("opened by DesktopApp.open");
    }
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> LOG.error("Unexpected error in {}", thread.getName(), fault));
    DesktopState state = DesktopState.ofWorkspace(start.workspace(), threads.background());
    Dialogs dialogs = new Dialogs(stage);
    People people = new People(dialogs, dialogs, new Notices());
    Theme.saved(state).apply();
    Platform.setImplicitExit(false);
    WindowSession opened =
        new WindowSession(
            stage, environment(state, people), ApplicationOptions.in(start.workspace()));
    session = opened;
    opened.show();
    opened.add(start.files());
    start.ending().accept(this::exit);
    secondStarts =
        new SecondStarts(
            threads.timer(),
            start.instance(),
            files -> {
              opened.toFront();
              opened.add(files);
            });
  }

  private WindowContext.Environment environment(DesktopState state, People people) {
    return new WindowContext.Environment(
        threads,
        state,
        people,
        folder -> getHostServices().showDocument(folder.toUri().toString()),
        AudioLineOpener.systemDefault(),
        this::exit);
  }

  /** Ends the program. A start of the program during the shutdown opens a new window. */
  private void exit() {
    if (secondStarts != null) {
      secondStarts.close();
    }
    Platform.exit();
  }

  @Override
  public void stop() {
    if (secondStarts != null) {
      secondStarts.close();
    }
    if (session != null) {
      session.close();
    }
    threads.close();
  }
}
