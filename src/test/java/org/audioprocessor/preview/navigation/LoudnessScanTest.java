package org.audioprocessor.preview.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.navigation.LoudnessScan.LoudnessTrace;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;

class LoudnessScanTest {
  private static final int RATE = 24_000;
  private static final int BLOCK = 1024;

  /** What comes before the music, as encoders put it. */
  private static final int PRIMING = 500;

  private final AtomicInteger closed = new AtomicInteger();

  private PcmSource source(float[][] music) {
    return fromSeconds -> new Played(music, closed);
  }

  private static final class Played implements StereoStream {
    private final float[][] music;
    private final AtomicInteger closed;
    private int at = -PRIMING;

    Played(float[][] music, AtomicInteger closed) {
      this.music = music;
      this.closed = closed;
    }

    @Override
    public long firstFrame() {
      return -PRIMING;
    }

    @Override
    public int sampleRate() {
      return RATE;
    }

    @Override
    public OptionalDouble musicSeconds() {
      return OptionalDouble.empty();
    }

    @Override
    public boolean read(AudioBlock stereo) {
      int frames = Math.min(BLOCK, music[0].length - at);
      if (frames <= 0) {
        return false;
      }
      float[][] planes = stereo.resize(2, frames);
      for (int i = 0; i < frames; i++) {
        // priming counted as music would be audible
        planes[0][i] = at + i < 0 ? 1 : music[0][at + i];
        planes[1][i] = at + i < 0 ? 1 : music[1][at + i];
      }
      at += frames;
      return true;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void eachPointIsTheLoudnessAroundItAndWhatIsBeforeTheMusicIsLeftOut() throws Exception {
    float[][] music = Signals.tone(RATE, Signals.at(-30, 6), Signals.at(-20, 6));
    LoudnessTrace trace = LoudnessScan.of(source(music), () -> false);
    assertThat(trace.points()).isEqualTo(120);
    assertThat(trace.shortTermLufs(10)).as("the window is not full yet").isEmpty();
    for (int point = 0; point < trace.points(); point++) {
      double seconds = trace.seconds(point);
      if (trace.shortTermLufs(point).isPresent() && Math.abs(seconds - 6) > 1.6) {
        assertThat(trace.shortTermLufs(point).getAsDouble())
            .as("at %s s", seconds)
            .isCloseTo(seconds < 6 ? -30 : -20, within(0.1));
      }
    }
    assertThat(closed).hasValue(1);
  }

  @Test
  void aLongTrackHasFewerPointsOverItsWholeLength() throws Exception {
    LoudnessTrace trace =
        LoudnessScan.of(source(Signals.tone(RATE, Signals.at(-25, 210))), () -> false);
    assertThat(trace.points()).isBetween(LoudnessTrace.MOST_POINTS / 2, LoudnessTrace.MOST_POINTS);
    assertThat(trace.seconds(trace.points() - 1)).isCloseTo(210 - 1.5, within(0.3));
    assertThat(trace.shortTermLufs(trace.points() - 1).orElseThrow()).isCloseTo(-25, within(0.1));
  }

  @Test
  void whoDoesNotWantItAnyMoreEndsItAndItsSource() {
    float[][] music = Signals.tone(RATE, Signals.at(-30, 10));
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(() -> LoudnessScan.of(source(music), () -> asked.incrementAndGet() > 3))
        .isInstanceOf(InterruptedException.class);
    assertThat(closed).hasValue(1);
  }
}
