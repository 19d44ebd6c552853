package org.audioprocessor.desktop.queue;

import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Lanes;
import org.audioprocessor.desktop.work.Navigator;

/** What the queue's screen has before there is a connection. */
public record QueueDesk(Navigator navigator, DesktopState state, People people, Lanes lanes) {}
