package org.audioprocessor.desktop.queue;

import java.io.IOException;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.batch.Incoming;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.Navigator;
import org.audioprocessor.desktop.work.QueuePoller.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.jspecify.annotations.Nullable;

/** The services of the queue's screen for one connection. */
public record QueueServices(
    UploadActions.Resources resources,
    UploadActions actions,
    Incoming incoming,
    Tracks tracks,
    ReviewCounts reviews) {

  /**
   * The parts of the window that show or play a track.
   *
   * @param folders null where uploads are not files of this machine
   */
  public record Tracks(
      TrackSelection selection, ListenRequests listening, @Nullable Folders folders) {}

  /** Shows uploaded files in the system's file manager. */
  @FunctionalInterface
  public interface Folders {
    /** Finds the file, which waits for the disk, and shows its folder. */
    void show(String fileName) throws IOException;
  }

  /** The services that the queue's screen needs before a connection is open. */
  public record QueueContext(
      Navigator navigator, DesktopState state, People people, UiExecutors executors) {}
}
