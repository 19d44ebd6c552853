package org.audioprocessor.preview.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.PlayerContract;
import org.audioprocessor.preview.PlayerHarness;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.storage.ObjectStore;
import org.junit.jupiter.api.Test;

class HlsClientPlayerTest extends PlayerContract {
  @Override
  protected PlayerHarness open() {
    return new Harness();
  }

  /** With a fake client whose time the test moves. */
  private static final class Harness implements PlayerHarness {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final HlsClientPlayer player =
        new HlsClientPlayer(FakeClientMedia.opener(nanos, looks), nanos::get);

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
      for (long left = time.toMillis(); left > 0; left -= 100) {
        nanos.addAndGet(Math.min(left, 100) * 1_000_000);
        long before = looks.get();
        await()
            .pollInterval(Duration.ofMillis(1))
            .until(
                () -> player.snapshot().state() != PlayerState.PLAYING || looks.get() > before + 1);
      }
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

  private static String failure(ClientMedia.Opener opener, AtomicLong nanos, ObjectStore store) {
    try (HlsClientPlayer player = new HlsClientPlayer(opener, nanos::get)) {
      player.load(PublishedClicks.track(store), HIGH);
      await().until(() -> player.snapshot().state() == PlayerState.LOADING);
      nanos.addAndGet(11_000_000_000L);
      await().until(() -> player.snapshot().state() == PlayerState.FAILED);
      return player.snapshot().sentence().orElseThrow();
    }
  }

  /** A client that never says anything. */
  private static class Silent implements ClientMedia {
    private final AtomicBoolean closed;

    Silent(AtomicBoolean closed) {
      this.closed = closed;
    }

    @Override
    public void play() {}

    @Override
    public void pause() {}

    @Override
    public void seek(double seconds) {}

    @Override
    public void volume(double share) {}

    @Override
    public double positionSeconds() {
      return 0;
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  @Test
  void aClientThatSaysNothingForTenSecondsHasFailedAndIsClosed() {
    AtomicBoolean closed = new AtomicBoolean();
    assertThat(failure((uri, listener) -> new Silent(closed), new AtomicLong(), store()))
        .contains("has not responded for 10 seconds", "libavcodec", "built-in player");
    assertThat(closed).isTrue();
  }

  @Test
  void aClientThatCannotEvenStartIsSaidInWords() {
    try (HlsClientPlayer player =
        new HlsClientPlayer(
            (uri, listener) -> {
              throw new UnsatisfiedLinkError("no such library");
            },
            System::nanoTime)) {
      player.load(PublishedClicks.track(store()), HIGH);
      await().until(() -> player.snapshot().state() == PlayerState.FAILED);
      assertThat(player.snapshot().sentence().orElseThrow())
          .contains("cannot start here", "no such library", "built-in player");
    }
  }

  @Test
  void aClientThatFailsLaterIsSaidInItsOwnWords() {
    AtomicBoolean closed = new AtomicBoolean();
    ClientMedia.Opener opener =
        (uri, listener) -> {
          Thread.ofVirtual()
              .start(() -> {
                listener.ready(OptionalDouble.of(3));
                listener.failed("unknown format");
              })
              .setName("telling");
          return new Silent(closed);
        };
    try (HlsClientPlayer player = new HlsClientPlayer(opener, System::nanoTime)) {
      player.load(PublishedClicks.track(store()), HIGH);
      await().until(() -> player.snapshot().state() == PlayerState.FAILED);
      assertThat(player.snapshot().sentence().orElseThrow())
          .contains("failed: unknown format", "built-in player");
    }
  }

  @Test
  void theRawFileIsLeftToTheBuiltInPlayer() {
    playing(HIGH);
    player().select(Rendition.RAW);
    await().until(() -> player().snapshot().sentence().isPresent());
    awaitState(PlayerState.PLAYING);
    assertThat(player().snapshot().chosen()).contains(HIGH);
  }

  @Test
  void itHasNoMeter() {
    assertThat(player().meter()).isEmpty();
  }
}
