package org.audioprocessor.worker.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;

/** Publishes one song under many names repeatedly and records the outcomes. */
final class ManyTracks {
  /** The kind of failure of an upload whose claims ended without an outcome. */
  private static final String GIVEN_UP = "lost";

  private static final int WAITING_AT_LEAST = 8;

  private final TrackWorkspace watched;
  private final int tracks;
  private final Random random;
  private final byte[] song;
  private final List<String> problems = new ArrayList<>();
  private int again;
  private int reads;
  private int mixed;
  private int givenUp;
  private int unexplained;
  private int lost;
  private int wrong;
  private int publications;

  ManyTracks(TrackWorkspace watched, int tracks, long seed) throws Exception {
    this.watched = watched;
    this.tracks = tracks;
    random = new Random(seed);
    float[][] music = Signals.music(44_100, 5, Signals.at(-24, 3), Signals.at(-16, 3.3));
    Path file = AudioFiles.wav(watched.folder.resolve("made.wav"), music, 44_100);
    song = Files.readAllBytes(file);
  }

  private static String uploadId(int number) {
    return "upload " + number;
  }

  private static String fileName(int number) {
    return "Song " + number + ".wav";
  }

  void add() throws Exception {
    for (int i = 0; i < tracks; i++) {
      watched.store.put("tracks/" + fileName(i), Body.of(song), PutOptions.defaults());
      watched.queue.add(new Upload(uploadId(i), fileName(i)));
    }
  }

  /** Sets some back that were completed, so that there is work until the end. */
  void keepBusy() throws QueueException {
    Map<UploadStatus, Long> counts = watched.queue.counts();
    for (long i = counts.getOrDefault(UploadStatus.WAITING, 0L); i < WAITING_AT_LEAST; i++) {
      if (watched.queue.reprocess(uploadId(random.nextInt(tracks)))) {
        again++;
      }
    }
  }

  /** What a listener gets of any track at this moment is whole, and of one generation. */
  void read() throws Exception {
    for (int i = 0; i < Math.min(tracks, 20); i++) {
      int number = random.nextInt(tracks);
      try {
        PlayedTrack.requireWholePlaylists(
            watched.store, watched.keys.track(TrackId.of(fileName(number))));
        reads++;
      } catch (AssertionError e) {
        mixed++;
        problems.add(fileName(number) + " while workers ran: " + e);
      }
    }
  }

  /** A track whose worker died three times in a row was given up, as promised; it gets one more. */
  boolean allEnded() throws QueueException {
    for (int i = 0; i < tracks; i++) {
      UploadRow row = watched.row(uploadId(i));
      if (row.status() == UploadStatus.FAILED) {
        forgive(row);
      }
    }
    return watched.queue.counts().getOrDefault(UploadStatus.COMPLETED, 0L) == tracks;
  }

  private void forgive(UploadRow row) throws QueueException {
    Attempt last = watched.queue.history(row.upload().uploadId()).getFirst();
    if (GIVEN_UP.equals(last.ending().kind())) {
      givenUp++;
    } else {
      unexplained++;
      problems.add(row + " failed: " + last);
    }
    watched.queue.retry(row.upload().uploadId());
  }

  /** Every track by itself, against an undisturbed run. */
  void check() throws Exception {
    PlayedTrack undisturbed = undisturbed();
    for (int i = 0; i < tracks; i++) {
      UploadRow row = watched.row(uploadId(i));
      if (row.status() != UploadStatus.COMPLETED) {
        lost++;
      }
      try {
        new WorkspaceInvariants(watched, uploadId(i), fileName(i))
            .requirePublished(undisturbed, song);
      } catch (AssertionError e) {
        wrong++;
        problems.add(fileName(i) + ": " + e);
      }
      publications += publications(i);
    }
  }

  private int publications(int number) throws QueueException {
    return Math.toIntExact(
        watched.queue.history(uploadId(number)).stream()
            .filter(attempt -> attempt.ending().outcome() == Attempt.Outcome.COMPLETED)
            .count());
  }

  private PlayedTrack undisturbed() throws Exception {
    watched.store.put("tracks/" + TrackWorkspace.FILE_NAME, Body.of(song), PutOptions.defaults());
    watched.queue.add(new Upload(TrackWorkspace.UPLOAD_ID, TrackWorkspace.FILE_NAME));
    watched.workToTheEnd();
    return PlayedTrack.in(watched.store, watched.track());
  }

  /** In a workspace in which processes were killed. */
  int temporaryFilesAfterTheNextStart(Path workspace) throws Exception {
    try (TrackWorkspace next = TrackWorkspace.open(workspace)) {
      return next.temporaryFiles().size();
    }
  }

  List<String> problems() {
    return problems;
  }

  @Override
  public String toString() {
    return ("%d tracks, %d times set back, %d publications, %d reads meanwhile: %d lost, %d mixed,"
            + " %d wrong at the end, %d given up after three deaths, %d failed otherwise")
        .formatted(tracks, again, publications, reads, lost, mixed, wrong, givenUp, unexplained);
  }
}
