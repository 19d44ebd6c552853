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
    assertThat(breaker.passes()).isTrue();
    assertThat(looks).isEmpty();
  }

  @Test
  void severalFailuresAtOnceAreOnePauseWithTheFirstReason() {
    breaker.close(away, "a.wav");
    breaker.close(new ProcessingException(FailureKind.DISK_FULL, "The disk is full."), "b.wav");
    assertThat(breaker.passes()).isFalse();
    assertThat(events).containsExactly(new PoolPaused("The bucket does not answer."));
  }

  @Test
  void itOpensWithin15SecondsOfTheCauseGoingAwayHoweverLongThatTook() {
    breaker.close(away, "a.wav");
    for (int second = 0; second < 3_600; second++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(breaker.passes()).isFalse();
    }
    assertThat(looks).hasSizeBetween(300, 400).containsOnly("a.wav");
    trouble = null;
    int seconds = 0;
    while (!breaker.passes()) {
      clock.advance(Duration.ofSeconds(1));
      seconds++;
    }
    assertThat(seconds).isLessThanOrEqualTo(12);
    assertThat(events).last().isEqualTo(new PoolResumed());
  }

  @Test
  void aFileThatIsBrokenItselfDoesNotKeepItClosed() {
    breaker.close(away, "a.wav");
    trouble = new ProcessingException(FailureKind.BAD_NAME, "The name cannot be used.");
    clock.advance(Duration.ofSeconds(2));
    assertThat(breaker.passes()).isTrue();
  }

  @Test
  void whoKeepsFailingAfterALookThatWasFineIsLetInLessOften() {
    trouble = null;
    Duration closed = Duration.ZERO;
    for (int round = 0; round < 6; round++) {
      breaker.close(away, null);
      closed = Duration.ZERO;
      while (!breaker.passes()) {
        clock.advance(Duration.ofMillis(500));
        closed = closed.plusMillis(500);
      }
    }
    assertThat(closed).isEqualTo(Duration.ofSeconds(10));
    breaker.worked();
    breaker.close(away, null);
    clock.advance(Duration.ofSeconds(1));
    assertThat(breaker.passes()).isTrue();
  }

  @Test
  void patienceEndsAfterItsTimeAndNotBefore() {
    breaker.close(away, null);
    clock.advance(Duration.ofSeconds(60));
    assertThat(breaker.closedLongerThan(Duration.ofSeconds(60))).isNull();
    clock.advance(Duration.ofMillis(1));
    assertThat(breaker.closedLongerThan(Duration.ofSeconds(60)))
        .isEqualTo("The bucket does not answer.");
  }
}
