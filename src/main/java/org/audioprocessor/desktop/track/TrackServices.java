package org.audioprocessor.desktop.track;

import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs;
import org.audioprocessor.desktop.work.ListenRequests;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.intake.Rollback;

/** What the track's screen works with. */
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

  /** Where the facts come from, and the levels that the settings ask for. */
  public record Sources(
      TrackReader reader, LoudnessGraphs graphs, double targetLufs, double ceilingDbtp) {}
}
