package org.audioprocessor.desktop;

import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.Notices;
import org.audioprocessor.desktop.work.People;

/** What lives as long as the window, whatever it is connected to. */
record Desk(Threads threads, DesktopState state, People people, Navigator navigator) {
  Notices notices() {
    return people.notices();
  }
}
