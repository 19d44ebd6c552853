package org.audioprocessor.desktop.queue;

import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.Incoming;
import org.audioprocessor.desktop.work.Lanes;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.People;
import org.audioprocessor.desktop.work.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UploadActions;

/** What the queue's screen works with. */
public record QueueServices(
    UploadActions.Subject subject, Deeds deeds, Places places, People people, Lanes lanes) {

  /** What can be done. */
  public record Deeds(UploadActions actions, Incoming incoming) {}

  /** Where one is, and where one was last time. */
  public record Places(
      TrackSelection selection, Navigator navigator, DesktopState state, ReviewCounts reviews) {}
}
