package org.audioprocessor.desktop.queue;

import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.UiExecutors;

/** What the queue's screen has before there is a connection. */
public record QueueContext(
    Navigator navigator, DesktopState state, People people, UiExecutors executors) {}
