package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.RunContext;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.worker.WorkerEvent.PoolPaused;
import org.audioprocessor.worker.WorkerEvent.PoolResumed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Internal errors, cancellations during a claim, and services with partial failures. */
class WorkerFaultsTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path folder;
  private final InterceptedDatabase disturbed = new InterceptedDatabase();
  private WorkerFixture work;

  @BeforeEach
  void open() throws Exception {
    work = new WorkerFixture(folder);
  }

  @AfterEach
  void close() throws Exception {
    work.close();
  }

  private WorkerPool impatient(UploadQueue queue, Workload workload) {
    return WorkerPool.start(
        work.place(queue),
        workload,
        1,
        WorkerFixture.settings().withPatience(SHORT),
        work.events::add);
  }

  private static void untilCancelled(RunContext context) throws ProcessingException {
    while (true) {
      context.cancel().check();
      WakeSignal.pause(Duration.ofMillis(5));
    }
  }

  private static boolean isSlot() {
    return Thread.currentThread().getName().startsWith("worker-");
  }

  @Test
  void anUploadThatIsCancelledTwiceRunsOnce() throws Exception {
    work.tone("a.wav");
    CountDownLatch cancelledTwice = new CountDownLatch(1);
    work.runs.before =
        (name, context) -> {
          waitFor(cancelledTwice);
          untilCancelled(context);
        };
    try (WorkerPool pool = work.start(new Workload.AllThatWait(), 1)) {
      await().until(() -> work.runs.runs.get() == 1);
      assertThat(pool.cancel("a.wav")).isTrue();
      assertThat(pool.cancel("a.wav")).isTrue();
      cancelledTwice.countDown();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }
    assertThat(work.runs.runs).hasValue(1);
    assertThat(work.outcomes("a.wav")).containsExactly(Attempt.Outcome.RETRY);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Workload> workloads() {
    return Stream.of(new Workload.AllThatWait(), new Workload.These(List.of("a.wav")));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void anUploadThatIsCancelledWhileItIsBeingClaimedDoesNotRun(Workload workload) throws Exception {
    work.tone("a.wav");
    CountDownLatch claiming = new CountDownLatch(1);
    CountDownLatch mayBeGranted = new CountDownLatch(1);
    disturbed.beforeCommit =
        () -> {
          claiming.countDown();
          waitFor(mayBeGranted);
        };
    work.runs.before = (name, context) -> untilCancelled(context);
    try (WorkerPool pool = work.start(work.queueOver(disturbed), workload, 1)) {
      waitFor(claiming);
      FutureTask<Boolean> cancelling = new FutureTask<>(() -> pool.cancel("a.wav"));
      Thread thread = Thread.ofPlatform().start(cancelling);
      await().until(() -> thread.getState() == Thread.State.WAITING);
      mayBeGranted.countDown();
      assertThat(cancelling.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }
    assertThat(work.row("a.wav").errorMessage()).startsWith("Cancelled.");
    assertThat(work.isPublished("a")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void aClaimThatHangsInTheDatabaseHoldsUpNobodyElse(Workload workload) throws Exception {
    work.tone("a.wav");
    CountDownLatch claiming = new CountDownLatch(1);
    CountDownLatch mayBeGranted = new CountDownLatch(1);
    disturbed.beforeCommit =
        () -> {
          claiming.countDown();
          waitFor(mayBeGranted);
        };
    try (WorkerPool pool = work.start(work.queueOver(disturbed), workload, 1)) {
      waitFor(claiming);
      FutureTask<Boolean> others =
          new FutureTask<>(() -> {
            pool.include(List.of("b.wav"));
            pool.resize(2);
            pool.drain();
            return pool.await(Duration.ZERO);
          });
      Thread.ofPlatform().start(others);
      assertThat(others.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS))
          .as("the claim is still on its way")
          .isFalse();
      mayBeGranted.countDown();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }
  }

  @Test
  void anUploadWithoutAFileNameFailsAndSaysSo() throws Exception {
    work.tone("a.wav");
    work.sql("ALTER TABLE Uploads ALTER COLUMN file_name DROP NOT NULL");
    work.sql("UPDATE Uploads SET file_name = NULL WHERE upload_id = 'a.wav'");

    assertThat(work.processAll().failed()).isEqualTo(1);

    assertThat(work.row("a.wav").status()).isEqualTo(UploadStatus.FAILED);
    assertThat(work.row("a.wav").errorMessage()).contains("name");
  }

  @Test
  void aSlotThatMeetsAnErrorGoesOn() throws Exception {
    work.tone("a.wav");
    AtomicInteger errors = new AtomicInteger();
    disturbed.beforeLending =
        () -> {
          if (isSlot() && errors.getAndIncrement() < 2) {
            throw new NoClassDefFoundError("planned");
          }
        };
    try (WorkerPool pool = work.start(work.queueOver(disturbed), new Workload.AllThatWait(), 1)) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally()).isEqualTo(new Tally(1, 0, 0, null));
    }
    assertThat(work.heard(PoolPaused.class)).isNotEmpty();
  }

  @Test
  void aPoolThatMeetsNothingButErrorsEndsAndSaysWhy() throws Exception {
    work.tone("a.wav");
    disturbed.beforeLending =
        () -> {
          if (isSlot()) {
            throw new ExceptionInInitializerError("planned");
          }
        };
    try (WorkerPool pool = impatient(work.queueOver(disturbed), new Workload.AllThatWait())) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().gaveUp()).contains("The program has a fault");
    }
  }

  @Test
  void patienceEndsAlsoWhileAnOutcomeIsWritten() throws Exception {
    work.tone("a.wav");
    work.runs.after =
        (name, context) ->
            disturbed.beforeCommit =
                () -> {
                  throw new SQLNonTransientConnectionException("planned", "08006");
                };
    try (WorkerPool pool =
        impatient(work.queueOver(disturbed), new Workload.These(List.of("a.wav")))) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().gaveUp()).isNotNull();
    }
    assertThat(work.row("a.wav").status()).isEqualTo(UploadStatus.PROCESSING);
  }

  @Test
  void aPutThatIsDeniedPausesThePoolOnceUntilItIsAllowed() throws Exception {
    work.tone("a.wav");
    AtomicInteger denied = new AtomicInteger();
    work.faults =
        (call, operation, key) -> {
          if (operation != Faults.Operation.PUT) {
            return new Faults.None();
          }
          denied.incrementAndGet();
          return new Faults.FailBefore(StorageException.Kind.DENIED);
        };
    try (WorkerPool pool = work.start(new Workload.UntilStopped(), 2)) {
      await().until(() -> !work.heard(PoolPaused.class).isEmpty());
      int whenItPaused = denied.get();
      await().until(() -> denied.get() > whenItPaused + 1);
      assertThat(work.runs.runs).hasValue(1);
      assertThat(work.heard(PoolResumed.class)).isEmpty();
      work.faults = Faults.none();
      await().until(() -> pool.tally().succeeded() == 1);
    }
    assertThat(work.heard(PoolPaused.class)).hasSize(1);
    assertThat(work.heard(PoolResumed.class)).hasSize(1);
    assertThat(work.keys("mwonya_audio_tracks/.audio-processor")).isEmpty();
  }

  @Test
  void aTableWhoseUpdatesFailEndsAPoolWithPatienceWithoutBackAndForth() throws Exception {
    work.tone("a.wav");
    work.sql("ALTER TABLE Uploads ADD CONSTRAINT frozen CHECK (processing_status = '0')");
    try (WorkerPool pool = impatient(work.queue, new Workload.AllThatWait())) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().gaveUp()).isNotNull();
    }
    assertThat(work.heard(PoolResumed.class)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void refusedCredentialsPauseAnIdlePool() throws Exception {
    work.faults =
        (call, operation, key) -> new Faults.FailBefore(StorageException.Kind.CREDENTIALS);
    try (WorkerPool pool = work.start(new Workload.UntilStopped(), 1)) {
      await().until(() -> !work.heard(PoolPaused.class).isEmpty());
      work.faults = Faults.none();
      await().until(() -> !work.heard(PoolResumed.class).isEmpty());
      assertThat(pool.tally()).isEqualTo(Tally.NOTHING);
    }
  }

  @Test
  void aCallThatWasGivenUpWhileTheProcessStoodStillCostsNoTry() throws Exception {
    work.tone("a.wav");
    work.runs.before =
        (name, context) -> {
          if (work.runs.runs.get() == 1) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(new CancellationException("planned"));
          }
        };
    assertThat(work.processAll().succeeded()).isEqualTo(1);
    assertThat(work.outcomes("a.wav"))
        .containsExactly(Attempt.Outcome.COMPLETED, Attempt.Outcome.RELEASED);
  }

  @Test
  void aRequestThatIsRefusedForGoodFailsItsTrackAfterFiveTries() throws Exception {
    work.tone("a.wav");
    work.faults =
        Faults.at(
            Faults.Operation.PUT, "a.m4a", new Faults.FailBefore(StorageException.Kind.REFUSED));
    assertThat(work.processAll()).isEqualTo(new Tally(0, 1, 0, null));
    assertThat(work.runs.runs).hasValue(5);
    assertThat(work.row("a.wav").errorMessage()).contains("planned").contains("tried 5 times");
    assertThat(work.heard(PoolPaused.class)).isEmpty();
  }
}
