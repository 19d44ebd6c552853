package org.audioprocessor.preview.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.line.AudioLine;
import org.audioprocessor.preview.line.SilentLine;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sound device is removed, stalls or returns while a track is open. */
class LostDeviceTest {
  private static final Duration LONGEST = Patience.LONGEST;
  private static final Rendition LOW = Rendition.rung("low");
  private static final String NONE = "No sound device.";

  @TempDir Path work;

  private final ObjectStore store = PublishedClicks.store();
  private final List<AudioLine> opened = new CopyOnWriteArrayList<>();
  private volatile Function<Integer, AudioLine> next = LostDeviceTest::working;
  private DecodedPlayer player;

  /** A device whose position stands still after it was pulled. */
  private static final class Pulled extends SilentLine {
    Pulled(int rate, AtomicBoolean gone) {
      super(rate, rate / 8, new StoppingClock(gone)::nanos, "");
    }
  }

  /** Runs ten times as fast, so that seconds of standing still are tenths. */
  private static long fastNanos() {
    return System.nanoTime() * 10;
  }

  private static final class StoppingClock {
    private final AtomicBoolean stopped;
    private long last;

    StoppingClock(AtomicBoolean stopped) {
      this.stopped = stopped;
    }

    long nanos() {
      last = stopped.get() && last != 0 ? last : fastNanos();
      return last;
    }
  }

  private static AudioLine working(int rate) {
    return new Pulled(rate, new AtomicBoolean());
  }

  private static AudioLine none(int rate) {
    return new SilentLine(rate, rate / 8, LostDeviceTest::fastNanos, NONE);
  }

  @BeforeEach
  void play() {
    player =
        new DecodedPlayer(
            rate -> {
              AudioLine line = next.apply(rate);
              opened.add(line);
              return line;
            },
            work,
            PublishedClicks.TARGET_LUFS,
            LostDeviceTest::fastNanos);
  }

  @AfterEach
  void close() throws StorageException {
    player.close();
    store.close();
  }

  private void playsOn(AudioLine first) {
    next = rate -> first;
    player.load(PublishedClicks.track(store), LOW);
    player.play();
    await().atMost(LONGEST).until(() -> now().positionSeconds() > 1);
  }

  private PlayerSnapshot now() {
    return player.snapshot();
  }

  private void awaitMoving(double fromSeconds) {
    await()
        .atMost(LONGEST)
        .until(() ->
            now().state() == PlayerState.ENDED
                || (now().state() == PlayerState.PLAYING
                    && now().positionSeconds() > fromSeconds + 0.2));
  }

  @Test
  void aDeviceThatStandsStillIsLeftForAnotherAndTheMusicGoesOnFromThere() {
    AtomicBoolean gone = new AtomicBoolean();
    playsOn(new Pulled(48_000, gone));
    next = LostDeviceTest::working;
    gone.set(true);
    await().atMost(LONGEST).until(() -> opened.size() == 2);
    double then = now().positionSeconds();
    assertThat(then).isGreaterThan(1);
    awaitMoving(then);
    assertThat(now().sentence()).isEmpty();
  }

  @Test
  void withoutAnotherDeviceASentenceSaysSoAndPlayUsesTheOneThatComesBack() {
    AtomicBoolean gone = new AtomicBoolean();
    playsOn(new Telling(48_000, gone));
    next = LostDeviceTest::none;
    gone.set(true);
    await().atMost(LONGEST).until(() -> now().sentence().isPresent());
    assertThat(now().sentence()).contains(NONE);
    player.pause();
    next = LostDeviceTest::working;
    player.seek(2);
    player.play();
    awaitMoving(2);
    assertThat(now().sentence()).isEmpty();
  }

  @Test
  void whereNoDevicePlaysTheSentenceSaysWhatToDoAndPlayTriesAgain() {
    AtomicBoolean gone = new AtomicBoolean();
    playsOn(new Pulled(48_000, gone));
    next = rate -> new Pulled(rate, gone);
    gone.set(true);
    await().atMost(LONGEST).until(() -> now().state() == PlayerState.FAILED);
    assertThat(now().sentence().orElseThrow()).contains("sound device", "press play");
    next = LostDeviceTest::working;
    double then = now().positionSeconds();
    player.play();
    awaitMoving(then);
    assertThat(now().sentence()).isEmpty();
  }

  @Test
  void musicThatStandsStillForAMomentIsBuffering() {
    AtomicBoolean gone = new AtomicBoolean();
    List<PlayerState> states = new CopyOnWriteArrayList<>();
    player.listen(told -> states.add(told.state()));
    playsOn(new Pulled(48_000, gone));
    next = LostDeviceTest::working;
    gone.set(true);
    await().atMost(LONGEST).until(() -> states.contains(PlayerState.BUFFERING));
    gone.set(false);
    awaitMoving(now().positionSeconds());
  }

  /** Says itself that it is gone, as a line does whose device was unplugged. */
  private static final class Telling implements AudioLine {
    private final AtomicBoolean gone;
    private final Pulled line;

    Telling(int rate, AtomicBoolean gone) {
      this.gone = gone;
      line = new Pulled(rate, gone);
    }

    @Override
    public int sampleRate() {
      return line.sampleRate();
    }

    @Override
    public int writableFrames() throws PlaybackException {
      if (gone.get()) {
        throw new PlaybackException("The sound device is gone.");
      }
      return line.writableFrames();
    }

    @Override
    public void write(float[][] stereo, int offset, int frames) {
      line.write(stereo, offset, frames);
    }

    @Override
    public void start() {
      line.start();
    }

    @Override
    public void stop() {
      line.stop();
    }

    @Override
    public void flush() {
      line.flush();
    }

    @Override
    public long heardFrames() {
      return line.heardFrames();
    }

    @Override
    public void close() {
      line.close();
    }
  }
}
