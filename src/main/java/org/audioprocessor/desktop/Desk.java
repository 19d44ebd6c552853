package org.audioprocessor.desktop;

import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.Notices;
import org.audioprocessor.desktop.work.People;
import org.audioprocessor.preview.line.AudioLineOpener;

/**
 * What lives as long as the window, whatever it is connected to.
 *
 * @param lines what is heard goes there
 */
record Desk(
    Threads threads,
    DesktopState state,
    People people,
    Navigator navigator,
    AudioLineOpener lines) {
  Notices notices() {
    return people.notices();
  }
}
