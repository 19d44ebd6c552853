package org.audioprocessor.desktop.work;

import java.time.Instant;
import java.time.InstantSource;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.dialog.Notice;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.worker.WorkerEvent;

/** What happened since the window was opened, in words, newest first. UI thread only. */
public final class SessionLog {
  private static final int MOST = 5_000;

  private final ObservableList<Entry> entries = FXCollections.observableArrayList();
  private final ObservableList<Entry> readOnly = FXCollections.unmodifiableObservableList(entries);
  private final InstantSource clock = InstantSource.system();

  /** One of the things that happened. */
  public record Entry(Instant at, Notice.Tone tone, String sentence) {}

  /** Also hears what the window says. */
  public SessionLog(Notices notices) {
    notices.onSaid(this::said);
  }

  /** Old ones go when there are too many. */
  public ObservableList<Entry> entries() {
    return readOnly;
  }

  public void add(Notice.Tone tone, String sentence) {
    entries.addFirst(new Entry(clock.instant(), tone, sentence));
    if (entries.size() > MOST) {
      entries.removeLast();
    }
  }

  /**
   * Progress is no event, and neither is a state that is told again while it lasts. A success is an
   * event each time, such as the second rejection of a track.
   */
  private void said(Notice notice) {
    boolean again =
        notice.tone() != Notice.Tone.GOOD
            && !entries.isEmpty()
            && entries.getFirst().sentence().equals(notice.sentence());
    if (notice.tone() != Notice.Tone.CALM && !again) {
      add(notice.tone(), notice.sentence());
    }
  }

  /** What happened in the pool of this window. */
  public void tell(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.TrackClaimed e ->
          add(Notice.Tone.CALM, Messages.text("log.claimed", e.claim().upload().fileName()));
      case WorkerEvent.TrackPublished e ->
          add(
              Notice.Tone.GOOD,
              Messages.text(
                  "log.published", e.claim().upload().fileName(), e.published().plan().sentence()));
      case WorkerEvent.TrackFailed e ->
          add(
              Notice.Tone.BAD,
              Messages.text("log.failed", e.claim().upload().fileName(), e.sentence()));
      case WorkerEvent.TrackBackedOff e -> waiting(e.claim().upload().fileName(), e.sentence());
      case WorkerEvent.TrackReleased e -> waiting(e.claim().upload().fileName(), e.sentence());
      case WorkerEvent.TrackLost e -> waiting(e.claim().upload().fileName(), e.sentence());
      case WorkerEvent.UploadRefused e -> waiting(e.uploadId(), e.answer().sentence());
      case WorkerEvent.UploadRecovered e ->
          add(Notice.Tone.WAITING, Messages.text("log.recovered", e.recovered().uploadId()));
      case WorkerEvent.PoolPaused e -> add(Notice.Tone.WAITING, e.reason());
      case WorkerEvent.PoolResumed e -> add(Notice.Tone.GOOD, Messages.text("log.resumed"));
      case WorkerEvent.TrackProgress e -> {
        // shown in the queue
      }
    }
  }

  private void waiting(String name, String sentence) {
    add(Notice.Tone.WAITING, Messages.text("log.about", name, sentence));
  }
}
