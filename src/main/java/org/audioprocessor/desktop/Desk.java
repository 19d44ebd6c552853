package org.audioprocessor.desktop;

import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.FilePicker;
import org.audioprocessor.desktop.work.Notices;
import org.audioprocessor.desktop.work.Questions;

/** What lives as long as the window, whatever it is connected to. */
record Desk(
    Threads threads,
    DesktopState state,
    Notices notices,
    Questions questions,
    FilePicker filePicker) {}
