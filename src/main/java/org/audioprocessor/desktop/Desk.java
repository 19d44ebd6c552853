package org.audioprocessor.desktop;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.Notices;
import org.audioprocessor.desktop.work.People;
import org.audioprocessor.desktop.work.Reopening;
import org.audioprocessor.desktop.work.SessionLog;
import org.audioprocessor.preview.line.AudioLineOpener;

/** What lives as long as the window, whatever it is connected to. */
record Desk(Threads threads, DesktopState state, People people, Ways ways, SessionLog log) {

  /**
   * Where one can go from here.
   *
   * @param openFolder shows it in the system's file manager
   * @param lines what is heard goes there
   */
  record Ways(
      Navigator navigator, Reopening reopening, Consumer<Path> openFolder, AudioLineOpener lines) {}

  AudioLineOpener lines() {
    return ways.lines();
  }

  Notices notices() {
    return people.notices();
  }

  Navigator navigator() {
    return ways.navigator();
  }
}
