package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.SettableClock;
import org.audioprocessor.worker.WorkerEvent.UploadRecovered;
import org.audioprocessor.worker.claim.FailedFileMover;
import org.audioprocessor.worker.claim.Heartbeat;
import org.audioprocessor.worker.claim.HeldClaim;
import org.audioprocessor.worker.claim.LeaseRecovery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The claims of dead workers are recovered; those of living ones are left alone. */
class LeaseRecoveryTest {
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

  @Test
  void aWorkerThatIsGoneIsRecoveredAtTheStart() throws Exception {
    work.tone("a.wav");
    assertThat(work.queue.claim("a dead worker", WorkerFixture.LEASE)).isPresent();
    work.expireLeases();
    assertThat(work.processAll().succeeded()).isEqualTo(1);
    assertThat(work.outcomes("a.wav"))
        .containsExactly(Attempt.Outcome.COMPLETED, Attempt.Outcome.LOST);
  }

  @Test
  void aFileThatKilledItsWorkerThreeTimesEndsUnderTheFailedPrefix() throws Exception {
    work.tone("killer.wav");
    for (int lost = 0; lost < 2; lost++) {
      assertThat(work.queue.claim("a dead worker", WorkerFixture.LEASE)).isPresent();
      work.expireLeases();
      assertThat(work.queue.reclaimExpired(3)).hasSize(1);
    }
    assertThat(work.queue.claim("a dead worker", WorkerFixture.LEASE)).isPresent();
    work.expireLeases();
    assertThat(work.processAll()).isEqualTo(Tally.NOTHING);
    assertThat(work.row("killer.wav").status()).isEqualTo(UploadStatus.FAILED);
    assertThat(work.isFailed("killer.wav")).isTrue();
    assertThat(work.isRaw("killer.wav")).isFalse();
  }

  @Test
  void recoveryGoesOnAfterAMoveThatFailedAndComesBackToIt() throws Exception {
    List<String> names = List.of("a.wav", "b.wav", "c.wav");
    for (String name : names) {
      work.tone(name);
    }
    for (int lost = 0; lost < 3; lost++) {
      if (lost > 0) {
        assertThat(work.queue.reclaimExpired(3)).hasSize(3);
      }
      for (String name : names) {
        assertThat(work.queue.claim(name, "a dead worker", WorkerFixture.LEASE))
            .isInstanceOf(ClaimAnswer.Claimed.class);
      }
      work.expireLeases();
    }
    AtomicInteger copies = new AtomicInteger();
    work.faults =
        (call, operation, key) ->
            operation == Faults.Operation.COPY && copies.incrementAndGet() == 1
                ? new Faults.FailBefore(StorageException.Kind.UNAVAILABLE)
                : new Faults.None();
    FailedFileMover files = new FailedFileMover(work.queue, work.place().rawFiles());
    try (LeaseRecovery recovery =
        new LeaseRecovery(work.queue, files, () -> {}, work.events::add, 3)) {
      recovery.recover();
      assertThat(work.heard(UploadRecovered.class)).hasSize(3);
      assertThat(work.keys("failedprocessing_tracks/")).hasSize(2);
      recovery.recover();
      assertThat(work.keys("failedprocessing_tracks/")).hasSize(3);
      assertThat(work.keys("tracks/")).isEmpty();
    }
  }

  /** The database's clock was set forward, or the machine slept: the leases have ended. */
  @Test
  void recoveryLeavesTheClaimsOfItsOwnProcessAlone() throws Exception {
    work.tone("a.wav");
    Claim claim = work.queue.claim("me", WorkerFixture.LEASE).orElseThrow();
    SettableClock clock = new SettableClock();
    HeldClaim held =
        new HeldClaim(claim, work.queue, WorkerFixture.LEASE, clock, clock.instant(), () -> true);
    FailedFileMover files = new FailedFileMover(work.queue, work.place().rawFiles());
    try (Heartbeat heartbeat = new Heartbeat();
        LeaseRecovery recovery =
            new LeaseRecovery(work.queue, files, heartbeat::renewAll, work.events::add, 3)) {
      heartbeat.add(held);
      work.expireLeases();
      recovery.recover();
      assertThat(work.events).isEmpty();
      assertThat(work.queue.isStillHeld(claim)).isTrue();
    }
  }

  /** Another process holds it: this one cannot renew it, and gives it a round to do so. */
  @Test
  void recoveryGivesOtherProcessesARoundAfterTheClockWasSetForward() throws Exception {
    work.tone("a.wav");
    Claim claim = work.queue.claim("other", WorkerFixture.LEASE).orElseThrow();
    FailedFileMover files = new FailedFileMover(work.queue, work.place().rawFiles());
    try (LeaseRecovery recovery =
        new LeaseRecovery(work.queue, files, () -> {}, work.events::add, 3)) {
      work.expireLeases();
      recovery.recover(true);
      assertThat(work.queue.isStillHeld(claim)).isTrue();
      recovery.recover(false);
      assertThat(work.queue.isStillHeld(claim)).isFalse();
    }
  }
}
