package org.audioprocessor.desktop.wiring;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.audioprocessor.desktop.QueueAhead;
import org.audioprocessor.desktop.WindowThreads;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.queue.QueueContext;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.Reopening;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.preview.line.AudioLineOpener;

/** What lives as long as the window, whatever it is connected to. */
public record WindowContext(
    WindowThreads threads, People people, Ways ways, Kept kept, QueueAhead queueAhead) {

  /** What is kept for the next start, and what was told since this one. */
  record Kept(DesktopState state, SessionLog log) {}

  /** Opens nothing. */
  public static WindowContext of(
      WindowThreads threads, DesktopState state, People people, Ways ways) {
    Kept kept = new Kept(state, new SessionLog(people.notices()));
    QueueContext queue = new QueueContext(ways.navigator(), state, people, threads.lanes());
    return new WindowContext(threads, people, ways, kept, new QueueAhead(queue));
  }

  /**
   * Where one can go from here.
   *
   * @param openFolder shows it in the system's file manager
   * @param lines what is heard goes there
   */
  public record Ways(
      Navigator navigator, Reopening reopening, Consumer<Path> openFolder, AudioLineOpener lines) {}

  public DesktopState state() {
    return kept.state();
  }

  public SessionLog log() {
    return kept.log();
  }

  AudioLineOpener lines() {
    return ways.lines();
  }

  public Notices notices() {
    return people.notices();
  }

  Navigator navigator() {
    return ways.navigator();
  }
}
