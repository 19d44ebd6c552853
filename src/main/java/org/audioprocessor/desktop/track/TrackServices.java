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
    UploadActions.Subject subject, Sources sources, Deeds deeds, Places places, Outside outside) {

  /** Where the facts come from, and the levels that the settings ask for. */
  public record Sources(
      TrackReader reader, LoudnessGraphs graphs, double targetLufs, double ceilingDbtp) {}

  /**
   * What can be done.
   *
   * @param reviewer who judges, in words an operator recognises
   */
  public record Deeds(UploadActions actions, Rollback rollback, String reviewer) {}

  /** Which track, and where to listen. */
  public record Places(TrackSelection selection, ListenRequests listenRequests) {}

  /** The person, and the threads. */
  public record Outside(People people, UiExecutors executors) {}
}
