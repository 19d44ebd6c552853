package org.audioprocessor.preview;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.testing.FakePlayer;

class FakePlayerTest extends PlayerContract {
  @Override
  protected PlayerHarness open() {
    return new Harness();
  }

  private static final class Harness implements PlayerHarness {
    private final AtomicLong nanos = new AtomicLong();
    private final FakePlayer player = new FakePlayer(nanos::get);

    @Override
    public Player player() {
      return player;
    }

    @Override
    public PreviewTrack track(ObjectStore store) {
      return PublishedClicks.track(store);
    }

    @Override
    public void pass(Duration time) {
      nanos.addAndGet(time.toNanos());
    }

    @Override
    public double toleranceSeconds() {
      return 1e-9;
    }

    @Override
    public void close() {
      player.close();
    }
  }
}
