package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.audioprocessor.health.WorkerHealth;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.worker.WorkerEvent.PoolPaused;
import org.audioprocessor.worker.WorkerEvent.PoolResumed;
import org.audioprocessor.worker.WorkerEvent.TrackLost;
import org.audioprocessor.worker.WorkerEvent.TrackReleased;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims that are lost, and surroundings that are away. */
class WorkerTroubleTest {
  @TempDir private Path folder;
  private WorkerFixture work;

  @BeforeEach
  void open() throws Exception {
    work = new WorkerFixture(folder);
  }

  @AfterEach
  void close() throws Exception {
    work.close();
  }

  private static Faults away(StorageException.Kind kind) {
    return (call, operation, key) -> new Faults.FailBefore(kind);
  }

  @Test
  void aRowThatIsSetBackByHandWhileItIsWorkedOnIsNotPublishedByThatRun() throws Exception {
    work.tone("a.wav");
    work.runs.before =
        (name, context) -> {
          if (work.runs.runs.get() == 1) {
            work.sql("UPDATE Uploads SET processing_status = '0' WHERE upload_id = ?", name);
          }
        };
    try (WorkerPool pool = work.start(new Workload.AllThatWait(), 1)) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().succeeded()).isEqualTo(1);
    }
    assertThat(work.heard(TrackLost.class))
        .extracting(lost -> lost.claim().token())
        .containsExactly(1L);
    assertThat(work.heard(WorkerEvent.TrackPublished.class))
        .extracting(published -> published.claim().token())
        .containsExactly(2L);
    assertThat(work.outcomes("a.wav"))
        .containsExactly(Attempt.Outcome.COMPLETED, Attempt.Outcome.WITHDRAWN);
  }

  @Test
  void aRowThatIsDeletedByHandWhileItIsWorkedOnIsNotPublished() throws Exception {
    work.tone("a.wav");
    work.runs.before = (name, context) -> work.sql("DELETE FROM Uploads WHERE upload_id = ?", name);
    assertThat(work.processAll()).isEqualTo(Tally.NOTHING);
    assertThat(work.isPublished("a")).isFalse();
    assertThat(work.keys("mwonya_audio_tracks/")).isEmpty();
  }

  /** Frozen past its lease; another completes; then it wakes and runs to its end. */
  @Test
  void theLateWritesOfAFrozenWorkerChangeNothing() throws Exception {
    work.tone("a.wav");
    CountDownLatch wakes = new CountDownLatch(1);
    CountDownLatch sleeps = new CountDownLatch(1);
    work.runs.before =
        (name, context) -> {
          if (work.runs.runs.get() == 1) {
            work.expireLeases();
            sleeps.countDown();
            waitFor(wakes);
          }
        };
    WorkerSettings deaf =
        new WorkerSettings(
            "frozen", Duration.ofHours(1), Duration.ofMillis(50), RetryPolicy.standard(), null);
    WorkerPool frozen =
        WorkerPool.start(work.place(), new Workload.UntilStopped(), 1, deaf, work.events::add);
    try (frozen) {
      waitFor(sleeps);
      assertThat(work.processAll().succeeded()).isEqualTo(1);
      var before = work.keys("");
      frozen.drain();
      wakes.countDown();
      assertThat(frozen.await(Patience.LONGEST)).isTrue();
      assertThat(frozen.tally()).isEqualTo(Tally.NOTHING);
      assertThat(work.keys("")).isEqualTo(before);
    }
    assertThat(work.heard(TrackLost.class)).hasSize(1);
    assertThat(work.row("a.wav").status()).isEqualTo(UploadStatus.COMPLETED);
    assertThat(work.queue.generations().current("a").orElseThrow().id())
        .isEqualTo(new GenerationTry("a", 1, 1));
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWorkerThatIsStoppedWhileItPublishesFinishesThatFirst() throws Exception {
    work.tone("a.wav");
    AtomicReference<WorkerPool> pool = new AtomicReference<>();
    work.faults =
        (call, operation, key) -> {
          if (operation == Faults.Operation.PUT && key.endsWith("/a/low/playlist.m3u8")) {
            await().until(() -> pool.get() != null);
            Thread.ofPlatform().start(pool.get()::stop);
            await().until(() -> !pool.get().include(List.of()));
            return new Faults.Delay(Duration.ofMillis(200)); // stopping is more than draining
          }
          return new Faults.None();
        };
    pool.set(work.start(new Workload.UntilStopped(), 1));
    try (WorkerPool started = pool.get()) {
      assertThat(started.await(Patience.LONGEST)).isTrue();
    }
    assertThat(work.outcomes("a.wav")).containsExactly(Attempt.Outcome.COMPLETED);
    assertThat(work.queue.generations().current("a").orElseThrow().id())
        .isEqualTo(new GenerationTry("a", 1, 0));
  }

  /** Once without an answer for a while, once refused. */
  @Test
  void aPoolIsReadyAfterItsFirstGoodProbeAndNotBefore() throws Exception {
    WorkerHealth health = new WorkerHealth();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    work.faults =
        (call, operation, key) -> {
          asked.countDown();
          waitFor(answers);
          return new Faults.FailBefore(StorageException.Kind.UNAVAILABLE);
        };
    try (WorkerPool pool = work.start(new Workload.UntilStopped(), 1)) {
      health.started(pool::hasProbed);
      waitFor(asked);
      assertThat(health.readiness().isReady()).isFalse();
      answers.countDown();
      await().until(() -> !work.heard(PoolPaused.class).isEmpty());
      assertThat(health.readiness().isReady()).isFalse();
      work.faults = Faults.none();
      await().until(() -> health.readiness().isReady());
    }
  }

  @Test
  void anIdlePoolIsPausedWhileTheStoreIsAwayAndWorksWhenItIsBack() throws Exception {
    work.faults = away(StorageException.Kind.UNAVAILABLE);
    try (WorkerPool pool = work.start(new Workload.UntilStopped(), 2)) {
      await().until(() -> !work.heard(PoolPaused.class).isEmpty());
      work.faults = Faults.none();
      work.tone("a.wav");
      await().until(() -> pool.tally().succeeded() == 1);

      work.faults = away(StorageException.Kind.UNAVAILABLE);
      await().until(() -> work.heard(PoolPaused.class).size() > 1);
    }
    assertThat(work.outcomes("a.wav")).containsExactly(Attempt.Outcome.COMPLETED);
  }

  @Test
  void rightsThatTellNothingOfAFileThatNeverWasDoNotPauseAnIdlePool() throws Exception {
    work.faults = away(StorageException.Kind.DENIED);
    try (WorkerPool pool = work.start(new Workload.UntilStopped(), 1)) {
      await().until(() -> work.store.failures() > 0);
      work.faults = Faults.none();
      work.tone("a.wav");
      await().until(() -> pool.tally().succeeded() == 1);
    }
    assertThat(work.heard(PoolPaused.class)).isEmpty();
  }

  private boolean waitsUntried(String uploadId) throws QueueException {
    UploadRow row = work.row(uploadId);
    return row.status() == UploadStatus.WAITING && row.attempts() == 0;
  }

  @Test
  void aStoreThatIsAwayPausesThePoolAndFailsNothingAndCostsNoAttempt() throws Exception {
    work.tone("a.wav");
    work.tone("b.wav");
    work.faults = away(StorageException.Kind.UNAVAILABLE);
    try (WorkerPool pool = work.start(new Workload.AllThatWait(), 2)) {
      await().until(() -> !work.heard(PoolPaused.class).isEmpty());
      await().until(() -> waitsUntried("a.wav") && waitsUntried("b.wav"));
      work.faults = Faults.none();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally()).isEqualTo(new Tally(2, 0, 0, null));
    }
    assertThat(work.heard(PoolResumed.class)).isNotEmpty();
    assertThat(work.outcomes("a.wav"))
        .doesNotContain(Attempt.Outcome.FAILED, Attempt.Outcome.RETRY);
  }

  @Test
  void aFullDiskAtALatePutPausesAndTheTrackIsPublishedOnceThereIsRoom() throws Exception {
    work.tone("a.wav");
    work.faults =
        Faults.at(Faults.Operation.PUT, "a.m4a", new Faults.FailBefore(StorageException.Kind.FULL));
    try (WorkerPool pool = work.start(new Workload.AllThatWait(), 1)) {
      await().until(() -> !work.heard(TrackReleased.class).isEmpty());
      work.faults = Faults.none();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().succeeded()).isEqualTo(1);
    }
    assertThat(work.hasTemporaryFiles()).isFalse();
  }

  @Test
  void segmentsOfATryThatBrokeOffAreDeletedByTheNextTry() throws Exception {
    work.tone("a.wav");
    work.faults =
        (call, operation, key) ->
            operation == Faults.Operation.PUT && key.contains("high/segment")
                ? new Faults.FailBefore(StorageException.Kind.CHECKSUM)
                : new Faults.None();
    work.runs.before =
        (name, context) -> {
          if (work.runs.runs.get() == 2) {
            work.faults = Faults.none();
          }
        };
    assertThat(work.processAll().succeeded()).isEqualTo(1);
    assertThat(work.keys("mwonya_audio_tracks/a/low/"))
        .allSatisfy(key -> assertThat(key).doesNotContain("g0001a"))
        .anySatisfy(key -> assertThat(key).contains("segment_g0001"));
  }

  @Test
  void aPoolWithPatienceEndsAndSaysWhy() throws Exception {
    work.tone("a.wav");
    work.faults = away(StorageException.Kind.DENIED);
    WorkerSettings settings = WorkerFixture.settings().withPatience(Duration.ofMillis(300));
    try (WorkerPool pool =
        WorkerPool.start(work.place(), new Workload.AllThatWait(), 1, settings, work.events::add)) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().gaveUp()).contains("planned failure");
    }
    assertThat(work.row("a.wav").status()).isEqualTo(UploadStatus.WAITING);
  }

  @Test
  void aListenerThatFailsStopsNothing() throws Exception {
    work.tone("a.wav");
    try (WorkerPool pool =
        WorkerPool.start(
            work.place(),
            new Workload.AllThatWait(),
            1,
            WorkerFixture.settings(),
            event -> {
              throw new IllegalStateException("a listener's fault");
            })) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().succeeded()).isEqualTo(1);
    }
  }
}
