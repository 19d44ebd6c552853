package org.audioprocessor.worker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.audioprocessor.testing.SettableClock;
import org.junit.jupiter.api.Test;

class IdlePaceTest {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final SettableClock clock = new SettableClock();
  private final IdlePace pace = new IdlePace(INTERVAL, clock);

  @Test
  void everySlotSearchesWhileUploadsAreFound() {
    assertThat(pace.maySearch()).isTrue();
    assertThat(pace.maySearch()).isTrue();
    pace.found();
    assertThat(pace.maySearch()).isTrue();
  }

  @Test
  void ofManyIdleSlotsOneSearchesInAnInterval() {
    pace.foundNothing();
    int searches = 0;
    for (int second = 0; second < 60; second++) {
      for (int slot = 0; slot < 16; slot++) {
        if (pace.maySearch()) {
          searches++;
          pace.foundNothing();
        }
      }
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(searches).isBetween(20, 40);
  }

  @Test
  void whileOneSlotSearchesTheOthersWaitForItsAnswer() {
    pace.foundNothing();
    clock.advance(INTERVAL.multipliedBy(2));
    assertThat(pace.maySearch()).isTrue();
    assertThat(pace.maySearch()).isFalse();
    assertThat(pace.pause()).isEqualTo(INTERVAL);
    pace.found();
    assertThat(pace.maySearch()).isTrue();
  }
}
