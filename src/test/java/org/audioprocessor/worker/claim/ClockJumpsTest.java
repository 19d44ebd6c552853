package org.audioprocessor.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClockJumpsTest {
  private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.EPOCH);
  private final AtomicReference<Instant> monotonic = new AtomicReference<>(Instant.EPOCH);
  private final ClockJumps jumps = new ClockJumps(wall::get, monotonic::get);

  private void passes(Duration time) {
    wall.updateAndGet(now -> now.plus(time));
    monotonic.updateAndGet(now -> now.plus(time));
  }

  @Test
  void aClockThatIsSetForwardIsSaidOnce() {
    passes(Duration.ofHours(5));
    assertThat(jumps.wasSetForward()).isFalse();
    wall.updateAndGet(now -> now.plus(Duration.ofHours(3)));
    passes(Duration.ofSeconds(30));
    assertThat(jumps.wasSetForward()).isTrue();
    passes(Duration.ofSeconds(30));
    assertThat(jumps.wasSetForward()).isFalse();
  }

  @Test
  void aClockThatIsSetBackOrCorrectedMakesNoLeaseLookOver() {
    wall.updateAndGet(now -> now.minus(Duration.ofHours(3)));
    assertThat(jumps.wasSetForward()).isFalse();
    wall.updateAndGet(now -> now.plus(Duration.ofSeconds(4)));
    assertThat(jumps.wasSetForward()).isFalse();
  }
}
