package org.audioprocessor.desktop.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.worker.WorkerEvent;
import org.junit.jupiter.api.Test;

/** What becomes of events and of what the window says. */
class SessionLogTest {
  private final Notices notices = new Notices();
  private final SessionLog log = new SessionLog(notices);

  private static Claim claim() {
    return new Claim(new Upload("u1", "Song.wav"), "here", 1, 1);
  }

  private List<String> sentences() {
    return log.entries().stream().map(SessionLog.Entry::sentence).toList();
  }

  private List<Severity> severities() {
    return log.entries().stream().map(SessionLog.Entry::severity).toList();
  }

  @Test
  void aTracksLifeIsToldInWordsNewestFirst() {
    log.record(new WorkerEvent.TrackClaimed(claim()));
    log.record(
        new WorkerEvent.TrackProgress(claim(), new ProgressEvent(Stage.RENDER, 0.5, 40, 3, null)));
    log.record(new WorkerEvent.TrackBackedOff(claim(), "It stalled.", Duration.ofMinutes(1)));
    log.record(new WorkerEvent.TrackFailed(claim(), "NOT_AUDIO", "It is not audio."));
    assertThat(sentences())
        .containsExactly(
            "“Song.wav” failed. It is not audio.",
            "“Song.wav”: It stalled.",
            "“Song.wav”: processing started.");
    assertThat(severities()).containsExactly(Severity.ERROR, Severity.PENDING, Severity.INFO);
  }

  @Test
  void aPauseOfTheSurroundingsAndItsEndAreEvents() {
    log.record(new WorkerEvent.PoolPaused("The bucket does not answer."));
    log.record(new WorkerEvent.PoolResumed());
    assertThat(sentences()).containsExactly("Processing resumed.", "The bucket does not answer.");
  }

  @Test
  void whatTheWindowSaysIsLoggedUnlessItOnlySaysHowFarItIs() {
    notices.show(Notice.of("adding", Severity.INFO, "Adding file 1 of 2 …"));
    notices.show(Notice.of("adding", Severity.SUCCESS, "2 files were added."));
    notices.logOnly(Notice.of("adding", Severity.ERROR, "One was refused."));
    assertThat(sentences()).containsExactly("One was refused.", "2 files were added.");
  }

  @Test
  void whatIsFoundToBeAwayAgainAndAgainIsLoggedOnce() {
    Notice away = Notice.of(Notices.DATABASE_TOPIC, Severity.PENDING, "It does not answer.");
    Notice bucket = Notice.of("environment", Severity.PENDING, "The bucket is away.");
    notices.show(away);
    notices.show(bucket);
    notices.show(away);
    notices.show(bucket);
    assertThat(sentences()).containsExactly("The bucket is away.", "It does not answer.");
    notices.clear(Notices.DATABASE_TOPIC);
    notices.show(away);
    assertThat(sentences()).as("away once more").hasSize(3);
  }

  @Test
  void aDecisionThatIsWithdrawnAndMadeAgainIsThreeEvents() {
    notices.show(Notice.of("review", Severity.SUCCESS, "“Song.wav” rejected."));
    notices.show(Notice.of("review", Severity.SUCCESS, "“Song.wav”: decision withdrawn."));
    notices.show(Notice.of("review", Severity.SUCCESS, "“Song.wav” rejected."));
    notices.show(Notice.of("review", Severity.SUCCESS, "“Song.wav” rejected."));
    assertThat(sentences())
        .containsExactly(
            "“Song.wav” rejected.",
            "“Song.wav” rejected.",
            "“Song.wav”: decision withdrawn.",
            "“Song.wav” rejected.");
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    for (int i = 0; i < 5_010; i++) {
      log.add(Severity.INFO, "event " + i);
    }
    assertThat(sentences()).hasSize(5_000).startsWith("event 5009").endsWith("event 10");
  }
}
