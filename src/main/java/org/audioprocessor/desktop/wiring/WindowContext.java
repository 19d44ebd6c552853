package org.audioprocessor.desktop.wiring;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.WindowThreads;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.queue.QueueServices.QueueContext;
import org.audioprocessor.desktop.queue.QueueView;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.Navigator.Reopening;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.preview.line.AudioLine.AudioLineOpener;
import org.jspecify.annotations.Nullable;

/** The components that live as long as the window, across connections. */
public record WindowContext(
    Environment environment,
    Navigator navigator,
    Reopening reopening,
    SessionLog log,
    QueueAhead queueAhead) {

  /**
   * The window's environment; tests pass their own.
   *
   * @param openFolder shows a folder in the system's file manager
   * @param lines opens the audio output of the player
   * @param exit ends the program, which then closes the session
   */
  public record Environment(
      WindowThreads threads,
      DesktopState state,
      People people,
      Consumer<Path> openFolder,
      AudioLineOpener lines,
      Runnable exit) {}

  /** Creates the session log and the queue's empty screen. */
  public static WindowContext of(
      Environment environment, Navigator navigator, Reopening reopening) {
    People people = environment.people();
    UiExecutors executors = environment.threads().executors();
    QueueContext queue = new QueueContext(navigator, environment.state(), people, executors);
    SessionLog log = new SessionLog(people.notices());
    return new WindowContext(environment, navigator, reopening, log, new QueueAhead(queue));
  }

  public WindowThreads threads() {
    return environment.threads();
  }

  public UiExecutors executors() {
    return threads().executors();
  }

  public DesktopState state() {
    return environment.state();
  }

  public People people() {
    return environment.people();
  }

  public Notices notices() {
    return people().notices();
  }

  /**
   * Creates and lays out the queue's screen while the connection is being opened, because its table
   * takes most of the time until the first rows. UI thread only.
   */
  public static final class QueueAhead {
    private final QueueContext context;
    private @Nullable QueueView made;

    public QueueAhead(QueueContext context) {
      this.context = context;
    }

    /** Returns the screen for the next connection. */
    public QueueView view() {
      if (made == null) {
        made = QueueView.ahead(context);
      }
      return made;
    }

    /** Hands the screen to a connection; the next connection gets a new one. */
    public QueueView take() {
      QueueView taken = view();
      made = null;
      return taken;
    }
  }
}
