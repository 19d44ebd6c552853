package org.audioprocessor.desktop.failures;

import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;

/** The services of the screen of failures. */
public record FailureServices(
    UploadActions.Resources resources,
    UploadActions actions,
    TrackSelection selection,
    Navigator navigator,
    Notices notices,
    UiExecutors executors) {}
