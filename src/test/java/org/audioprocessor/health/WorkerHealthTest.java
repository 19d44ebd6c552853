package org.audioprocessor.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.audioprocessor.health.WorkerHealth.Readiness;
import org.audioprocessor.worker.WorkerEvent;
import org.junit.jupiter.api.Test;

class WorkerHealthTest {
  private final WorkerHealth health = new WorkerHealth();

  @Test
  void itIsReadyFromItsStartToItsStopExceptInPauses() {
    assertThat(health.readiness().isReady()).isFalse();
    health.startDelayed("The database is away.");
    assertThat(health.readiness()).isEqualTo(new Readiness(false, "The database is away."));
    health.started(() -> true);
    assertThat(health.readiness().isReady()).isTrue();
    health.on(new WorkerEvent.PoolPaused("The bucket is away."));
    assertThat(health.readiness()).isEqualTo(new Readiness(false, "The bucket is away."));
    health.on(new WorkerEvent.PoolResumed());
    assertThat(health.readiness().isReady()).isTrue();
    health.stopping();
    health.on(new WorkerEvent.PoolResumed());
    assertThat(health.readiness().isReady()).isFalse();
  }

  @Test
  void aPauseThatBeganWhileItStartedIsOne() {
    health.on(new WorkerEvent.PoolPaused("The bucket is away."));
    health.started(() -> true);
    assertThat(health.readiness().isReady()).isFalse();
  }
}
