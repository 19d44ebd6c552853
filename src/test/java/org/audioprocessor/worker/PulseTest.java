package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Pulse pulse = new Pulse(now::get);
  private final CountDownLatch ends = new CountDownLatch(1);

  @AfterEach
  void end() {
    ends.countDown();
  }

  private void passes(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private void waitForTheEnd() {
    try {
      ends.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Thread started(String name, Runnable work) {
    return pulse.start(Thread.ofPlatform().name(name).daemon().unstarted(work));
  }

  @Test
  void aThreadThatDiedIsAFaultAndOneThatEndedInOrderIsNone() throws Exception {
    started("orderly", pulse::ended).join();
    assertThat(pulse.fault()).isNull();

    started("broken", () -> {}).join();
    assertThat(pulse.fault()).isEqualTo("The thread broken has ended unexpectedly.");
  }

  @Test
  void aThreadThatStandsStillIsAFaultOnlyAfterAnHour() {
    started("stuck", this::waitForTheEnd);
    passes(Pulse.LONGEST_STANDSTILL);
    assertThat(pulse.fault()).isNull();
    passes(Duration.ofMinutes(1));
    assertThat(pulse.fault()).isEqualTo("The thread stuck has been inactive for 61 minutes.");
  }

  @Test
  void theProgressOfATrackMovesTheThreadThatCarriesIt() throws Exception {
    CountDownLatch carries = new CountDownLatch(1);
    started(
        "worker-0",
        () -> {
          pulse.carries("a");
          carries.countDown();
          waitForTheEnd();
        });
    carries.await();
    passes(Duration.ofMinutes(59));
    pulse.progressed("a");
    pulse.progressed("another");
    passes(Duration.ofMinutes(59));
    assertThat(pulse.fault()).isNull();
    passes(Duration.ofMinutes(2));
    assertThat(pulse.fault()).startsWith("The thread worker-0 ");
  }

  /** A heartbeat whose task hangs. */
  @Test
  void aRepeatedTaskThatHangsIsAFaultAndAClosedOneIsNone() {
    CountDownLatch hangs = new CountDownLatch(1);
    PeriodicTask regularly =
        PeriodicTask.every(
            Duration.ofMillis(1),
            "heartbeat",
            pulse,
            () -> {
              hangs.countDown();
              waitForTheEnd();
            });
    try (regularly) {
      await().until(() -> hangs.getCount() == 0);
      passes(Duration.ofHours(2));
      assertThat(pulse.fault()).startsWith("The thread heartbeat has been inactive for 120");
    }
    ends.countDown();
    await().until(() -> pulse.fault() == null);
  }
}
