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

class CircuitBreakerTest {
  private final SettableClock clock = new SettableClock();
  private final List<WorkerEvent> events = new ArrayList<>();
  private final List<@Nullable String> looks = new ArrayList<>();
  private final ProcessingException away =
      new ProcessingException(FailureKind.STORE_AWAY, "The bucket does not answer.");
  private @Nullable ProcessingException trouble = away;
  private final CircuitBreaker breaker =
      new CircuitBreaker(
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
    assertThat(breaker.probeIfDue()).isTrue();
    assertThat(looks).isEmpty();
  }

  @Test
  void severalFailuresAtOnceAreOnePauseWithTheFirstReason() {
    breaker.trip(away, "a.wav");
    breaker.trip(new ProcessingException(FailureKind.DISK_FULL, "The disk is full."), "b.wav");
    assertThat(breaker.probeIfDue()).isFalse();
    assertThat(events).containsExactly(new PoolPaused("The bucket does not answer."));
  }

  @Test
  void itOpensWithin15SecondsOfTheCauseGoingAwayHoweverLongThatTook() {
    breaker.trip(away, "a.wav");
    for (int second = 0; second < 3_600; second++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(breaker.probeIfDue()).isFalse();
    }
    assertThat(looks).hasSizeBetween(300, 400).containsOnly("a.wav");
    trouble = null;
    int seconds = 0;
    while (!breaker.probeIfDue()) {
      clock.advance(Duration.ofSeconds(1));
      seconds++;
    }
    assertThat(seconds).isLessThanOrEqualTo(12);
    assertThat(events).last().isEqualTo(new PoolResumed());
  }

  @Test
  void aFileThatIsBrokenItselfDoesNotKeepItClosed() {
    breaker.trip(away, "a.wav");
    trouble = new ProcessingException(FailureKind.BAD_NAME, "The name cannot be used.");
    clock.advance(Duration.ofSeconds(2));
    assertThat(breaker.probeIfDue()).isTrue();
  }

  @Test
  void whoKeepsFailingAfterALookThatWasFineIsLetInLessOften() {
    trouble = null;
    Duration closed = Duration.ZERO;
    for (int round = 0; round < 6; round++) {
      breaker.trip(away, null);
      closed = Duration.ZERO;
      while (!breaker.probeIfDue()) {
        clock.advance(Duration.ofMillis(500));
        closed = closed.plusMillis(500);
      }
    }
    assertThat(closed).isEqualTo(Duration.ofSeconds(10));
    breaker.reset();
    breaker.trip(away, null);
    clock.advance(Duration.ofSeconds(1));
    assertThat(breaker.probeIfDue()).isTrue();
  }

  @Test
  void patienceEndsAfterItsTimeAndNotBefore() {
    breaker.trip(away, null);
    clock.advance(Duration.ofSeconds(60));
    assertThat(breaker.pausedLongerThan(Duration.ofSeconds(60))).isNull();
    clock.advance(Duration.ofMillis(1));
    assertThat(breaker.pausedLongerThan(Duration.ofSeconds(60)))
        .isEqualTo("The bucket does not answer.");
  }
}
