package org.audioprocessor.desktop.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.audioprocessor.desktop.work.QueuePoller.PollPace;
import org.audioprocessor.testing.SettableClock;
import org.junit.jupiter.api.Test;

class PollPaceTest {
  private final SettableClock clock = new SettableClock();
  private final PollPace pace = new PollPace(clock);

  @Test
  void aQuietQueueIsLookedAtLessOften() {
    assertThat(pace.next()).isEqualTo(PollPace.LIVELY);
    clock.advance(Duration.ofMinutes(2));
    assertThat(pace.next()).isEqualTo(PollPace.IDLE);
    pace.changed();
    assertThat(pace.next()).isEqualTo(PollPace.LIVELY);
  }

  @Test
  void aHiddenWindowHardlyLooks() {
    pace.setHidden(true);
    assertThat(pace.next()).isEqualTo(PollPace.HIDDEN);
    pace.setHidden(false);
    assertThat(pace.next()).isEqualTo(PollPace.LIVELY);
  }
}
