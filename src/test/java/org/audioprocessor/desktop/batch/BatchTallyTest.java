package org.audioprocessor.desktop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.audioprocessor.desktop.batch.Batch.BatchState.Phase;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.testing.SettableClock;
import org.audioprocessor.worker.WorkerEvent;
import org.junit.jupiter.api.Test;

class BatchTallyTest {
  private final SettableClock clock = new SettableClock();
  private final BatchTally tally = new BatchTally(clock);

  private static Claim claim(String id) {
    return new Claim(new Upload(id, id + ".wav"), "here", 1, 1);
  }

  private void begin(int uploads) {
    tally.begin();
    tally.expect(uploads, List.of());
  }

  private void fail(String id) {
    tally.on(new WorkerEvent.TrackClaimed(claim(id)));
    tally.on(new WorkerEvent.TrackFailed(claim(id), "NOT_AUDIO", "It is not audio."));
  }

  @Test
  void timeLeftIsToldFromTheBatchsOwnSpeed() {
    begin(10);
    assertThat(tally.state().left()).isNull();
    clock.advance(Duration.ofSeconds(20));
    fail("a");
    fail("b");
    assertThat(tally.state().left()).isEqualTo(Duration.ofSeconds(80));
    assertThat(tally.estimate(1, List.of())).contains(Duration.ofSeconds(10));
  }

  @Test
  void theLatestProgressOfATrackIsKeptUntilItEnds() {
    begin(2);
    tally.on(new WorkerEvent.TrackClaimed(claim("a")));
    ProgressEvent half = new ProgressEvent(Stage.RENDER, 0.5, 40, 3, null);
    tally.on(new WorkerEvent.TrackProgress(claim("a"), half));
    assertThat(tally.running()).containsOnlyKeys("a");
    assertThat(tally.running().values()).extracting(TrackProgress::event).containsExactly(half);
    assertThat(tally.state().fraction()).isBetween(0.25, 0.3);
    fail("a");
    assertThat(tally.running()).isEmpty();
  }

  @Test
  void progressOfATrackThatHasEndedIsLateAndForgotten() {
    begin(1);
    fail("a");
    tally.on(
        new WorkerEvent.TrackProgress(claim("a"), new ProgressEvent(Stage.RENDER, 1, 1, 1, null)));
    assertThat(tally.running()).isEmpty();
  }

  @Test
  void aTrackThatRestsIsNotDone() {
    begin(1);
    tally.on(new WorkerEvent.TrackClaimed(claim("a")));
    tally.on(new WorkerEvent.TrackBackedOff(claim("a"), "It stalled.", Duration.ofMinutes(1)));
    assertThat(tally.state().waiting()).isEqualTo(1);
  }

  @Test
  void whatThePoolWaitsForIsSaidUntilItGoesOn() {
    begin(1);
    tally.on(new WorkerEvent.PoolPaused("The bucket does not answer."));
    assertThat(tally.state().waitingFor()).isEqualTo("The bucket does not answer.");
    tally.on(new WorkerEvent.PoolResumed());
    assertThat(tally.state().waitingFor()).isNull();
  }

  @Test
  void moreThanWereCountedAreCountedIn() {
    begin(1);
    fail("a");
    fail("b");
    assertThat(tally.state().total()).isEqualTo(2);
    tally.setPhase(Phase.ENDED);
    assertThat(tally.state().isActive()).isFalse();
  }
}
