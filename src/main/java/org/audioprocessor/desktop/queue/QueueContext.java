package org.audioprocessor.desktop.queue;

import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.UiExecutors;

/** The services that the queue's screen needs before a connection is open. */
public record QueueContext(
    Navigator navigator, DesktopState state, People people, UiExecutors executors) {}
