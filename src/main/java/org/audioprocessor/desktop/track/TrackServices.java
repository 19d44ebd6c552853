package org.audioprocessor.desktop.track;

import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs;
import org.audioprocessor.desktop.work.ListenRequests;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.intake.Rollback;

/**
 * The services of the track's screen.
 *
 * @param reviewer name stored with a verdict, which an operator recognises
 */
public record TrackServices(
    UploadActions.Resources resources,
    UploadActions actions,
    Sources sources,
    Rollback rollback,
    String reviewer,
    TrackSelection selection,
    ListenRequests listenRequests,
    People people,
    UiExecutors executors) {

  /** The sources of the data, and the levels of the settings. */
  public record Sources(
      TrackReader reader, LoudnessGraphs graphs, double targetLufs, double ceilingDbtp) {}
}
