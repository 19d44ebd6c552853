package org.audioprocessor.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.testing.SettableClock;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerEvent.PoolPaused;
import org.audioprocessor.worker.WorkerEvent.PoolResumed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvironmentGateTest {
  private final SettableClock clock = new SettableClock();
  private final List<WorkerEvent> events = new ArrayList<>();
  private final List<@Nullable String> looks = new ArrayList<>();
  private final ProcessingException away =
      new ProcessingException(FailureKind.STORE_AWAY, "The bucket does not answer.");
  private @Nullable ProcessingException trouble = away;
  private final EnvironmentGate gate =
      new EnvironmentGate(
          (why, fileName) -> {
            looks.add(fileName);
            if (trouble != null) {
              throw trouble;
            }
          },
          clock,
          events::add);

  @Test
  void itIsOpenUntilSomethingIsAway() {
    assertThat(gate.passes()).isTrue();
    assertThat(looks).isEmpty();
  }

  @Test
  void severalFailuresAtOnceAreOnePauseWithTheFirstReason() {
    gate.close(away, "a.wav");
    gate.close(new ProcessingException(FailureKind.DISK_FULL, "The disk is full."), "b.wav");
    assertThat(gate.passes()).isFalse();
    assertThat(events).containsExactly(new PoolPaused("The bucket does not answer."));
  }

  @Test
  void itOpensWithin15SecondsOfTheCauseGoingAwayHoweverLongThatTook() {
    gate.close(away, "a.wav");
    for (int second = 0; second < 3_600; second++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(gate.passes()).isFalse();
    }
    assertThat(looks).hasSizeBetween(300, 400).containsOnly("a.wav");
    trouble = null;
    int seconds = 0;
    while (!gate.passes()) {
      clock.advance(Duration.ofSeconds(1));
      seconds++;
    }
    assertThat(seconds).isLessThanOrEqualTo(12);
    assertThat(events).last().isEqualTo(new PoolResumed());
  }

  @Test
  void aFileThatIsBrokenItselfDoesNotKeepItClosed() {
    gate.close(away, "a.wav");
    trouble = new ProcessingException(FailureKind.BAD_NAME, "The name cannot be used.");
    clock.advance(Duration.ofSeconds(2));
    assertThat(gate.passes()).isTrue();
  }

  @Test
  void whoKeepsFailingAfterALookThatWasFineIsLetInLessOften() {
    trouble = null;
    Duration closed = Duration.ZERO;
    for (int round = 0; round < 6; round++) {
      gate.close(away, null);
      closed = Duration.ZERO;
      while (!gate.passes()) {
        clock.advance(Duration.ofMillis(500));
        closed = closed.plusMillis(500);
      }
    }
    assertThat(closed).isEqualTo(Duration.ofSeconds(10));
    gate.worked();
    gate.close(away, null);
    clock.advance(Duration.ofSeconds(1));
    assertThat(gate.passes()).isTrue();
  }

  @Test
  void patienceEndsAfterItsTimeAndNotBefore() {
    gate.close(away, null);
    clock.advance(Duration.ofSeconds(60));
    assertThat(gate.closedLongerThan(Duration.ofSeconds(60))).isNull();
    clock.advance(Duration.ofMillis(1));
    assertThat(gate.closedLongerThan(Duration.ofSeconds(60)))
        .isEqualTo("The bucket does not answer.");
  }
}
