package org.audioprocessor.desktop.work;

import java.time.Instant;
import java.time.InstantSource;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.worker.WorkerEvent;

/** The events since the window was opened, as text, newest first. UI thread only. */
public final class SessionLog {
  private static final int MOST = 5_000;

  private final ObservableList<Entry> entries = FXCollections.observableArrayList();
  private final ObservableList<Entry> readOnly = FXCollections.unmodifiableObservableList(entries);
  private final InstantSource clock = InstantSource.system();

  /** An event. */
  public record Entry(Instant at, Severity severity, String sentence) {}

  /** Also records the notices. */
  public SessionLog(Notices notices) {
    notices.onNotice(this::noticeShown);
  }

  /** The events; beyond a limit the oldest are removed. */
  public ObservableList<Entry> entries() {
    return readOnly;
  }

  public void add(Severity severity, String sentence) {
    entries.addFirst(new Entry(clock.instant(), severity, sentence));
    if (entries.size() > MOST) {
      entries.removeLast();
    }
  }

  /**
   * Ignores progress and a repeated state. A success is an event each time, such as the second
   * rejection of a track.
   */
  private void noticeShown(Notice notice) {
    boolean again =
        notice.severity() != Severity.SUCCESS
            && !entries.isEmpty()
            && entries.getFirst().sentence().equals(notice.sentence());
    if (notice.severity() != Severity.INFO && !again) {
      add(notice.severity(), notice.sentence());
    }
  }

  /** Records an event of this window's pool. */
  public void record(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.TrackClaimed e ->
          add(Severity.INFO, Messages.text("log.claimed", e.claim().upload().fileName()));
      case WorkerEvent.TrackPublished e ->
          add(
              Severity.SUCCESS,
              Messages.text(
                  "log.published", e.claim().upload().fileName(), e.published().plan().sentence()));
      case WorkerEvent.TrackFailed e ->
          add(
              Severity.ERROR,
              Messages.text("log.failed", e.claim().upload().fileName(), e.sentence()));
      case WorkerEvent.TrackBackedOff e -> waiting(e.claim().upload().fileName(), e.sentence());
      case WorkerEvent.TrackReleased e -> waiting(e.claim().upload().fileName(), e.sentence());
      case WorkerEvent.TrackLost e -> waiting(e.claim().upload().fileName(), e.sentence());
      case WorkerEvent.UploadRefused e -> waiting(e.uploadId(), e.answer().sentence());
      case WorkerEvent.UploadRecovered e ->
          add(Severity.PENDING, Messages.text("log.recovered", e.recovered().uploadId()));
      case WorkerEvent.PoolPaused e -> add(Severity.PENDING, e.reason());
      case WorkerEvent.PoolResumed e -> add(Severity.SUCCESS, Messages.text("log.resumed"));
      case WorkerEvent.TrackProgress e -> {
        // shown in the queue
      }
    }
  }

  private void waiting(String name, String sentence) {
    add(Severity.PENDING, Messages.text("log.about", name, sentence));
  }
}
