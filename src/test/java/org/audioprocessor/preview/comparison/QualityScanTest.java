package org.audioprocessor.preview.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.loudness.TruePeakLimiter;
import org.audioprocessor.loudness.plan.GainCurve;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.quality.QualityScore;
import org.audioprocessor.testing.NativeOwnersAreFreed;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeOwnersAreFreed.class)
class QualityScanTest {
  private static final int RATE = 48_000;
  private static final Treatment UNTOUCHED =
      new Treatment(GainCurve.FLAT, 0, OptionalDouble.empty());

  private static float[][] music(int rate) {
    return Signals.music(rate, 3, Signals.at(-12, 4));
  }

  /** Planes as a stream in blocks of 1 000 frames. */
  private static final class Planes implements PcmSource {
    private final float[][] planes;
    private final int sampleRate;
    private final long firstFrame;

    Planes(float[][] planes, int sampleRate, long firstFrame) {
      this.planes = planes;
      this.sampleRate = sampleRate;
      this.firstFrame = firstFrame;
    }

    static Planes of(float[][] planes, int sampleRate) {
      return new Planes(planes, sampleRate, 0);
    }

    @Override
    public StereoStream open(double fromSeconds) {
      return new PlanesStream(this);
    }
  }

  private static final class PlanesStream implements StereoStream {
    private final Planes source;
    private int position;

    PlanesStream(Planes source) {
      this.source = source;
    }

    @Override
    public int sampleRate() {
      return source.sampleRate;
    }

    @Override
    public long firstFrame() {
      return source.firstFrame;
    }

    @Override
    public OptionalDouble musicSeconds() {
      return OptionalDouble.empty();
    }

    @Override
    public boolean read(AudioBlock stereo) {
      int frames = Math.min(1_000, source.planes[0].length - position);
      float[][] into = stereo.resize(2, frames);
      for (int channel = 0; channel < 2; channel++) {
        System.arraycopy(source.planes[channel], position, into[channel], 0, frames);
      }
      position += frames;
      return frames > 0;
    }

    @Override
    public void close() {
      position = source.planes[0].length;
    }
  }

  private static QualityScore score(Planes raw, Treatment treatment, Planes rendition)
      throws PlaybackException, InterruptedException {
    return scores(raw, treatment, List.of(published(rendition, treatment.gainDb())))
        .getFirst()
        .orElseThrow();
  }

  private static QualityScan.Published published(Planes sound, double gainDb) {
    return new QualityScan.Published(sound, gainDb);
  }

  private static List<Optional<QualityScore>> scores(
      Planes raw, Treatment treatment, List<QualityScan.Published> renditions)
      throws PlaybackException, InterruptedException {
    return QualityScan.of(raw, treatment, renditions, () -> false);
  }

  /** 18 dB more, limited to −6 dBTP. */
  private static float[][] limited(float[][] music) {
    TruePeakLimiter limiter = new TruePeakLimiter(RATE, 2, -6);
    limiter.setGainDb(18);
    float[][] out = new float[2][music[0].length];
    int got = limiter.process(music, 0, music[0].length, out);
    float[][] rest = new float[2][limiter.latencyFrames()];
    int left = limiter.finish(rest);
    for (int channel = 0; channel < 2; channel++) {
      System.arraycopy(rest[channel], 0, out[channel], got, left);
    }
    return out;
  }

  @Test
  void gainAndLimiterAreNoFaultOfTheEncoder() throws Exception {
    Planes raw = Planes.of(music(RATE), RATE);
    Planes rendition = Planes.of(limited(music(RATE)), RATE);
    Treatment treatment = new Treatment(GainCurve.FLAT, 18, OptionalDouble.of(-6));
    assertThat(score(raw, treatment, rendition).score2f()).isEqualTo(100);
    Treatment onlyGain = new Treatment(GainCurve.FLAT, 18, OptionalDouble.empty());
    assertThat(score(raw, onlyGain, rendition).score2f()).isLessThan(90);
  }

  @Test
  void aRangeCurveIsNoFaultOfTheEncoder() throws Exception {
    float[][] quietThenLoud = Signals.music(RATE, 3, Signals.at(-34, 40), Signals.at(-12, 40));
    Planes raw = Planes.of(quietThenLoud, RATE);
    GainCurve curve = RangeCurves.of(raw, NormalisationPolicy.DEFAULT, () -> false);
    assertThat(curve.isFlat()).isFalse();
    float[][] lifted = {quietThenLoud[0].clone(), quietThenLoud[1].clone()};
    curve.apply(lifted, 0, lifted[0].length, 0, RATE);
    Treatment treatment = new Treatment(curve, 0, OptionalDouble.empty());
    assertThat(score(raw, treatment, Planes.of(lifted, RATE)).score2f()).isEqualTo(100);
  }

  @Test
  void whatPrecedesTheMusicIsNotCompared() throws Exception {
    float[][] music = music(RATE);
    float[][] later = new float[2][music[0].length + 2_048];
    for (int channel = 0; channel < 2; channel++) {
      System.arraycopy(music[channel], 0, later[channel], 2_048, music[channel].length);
    }
    Planes rendition = new Planes(later, RATE, -2_048);
    assertThat(score(Planes.of(music, RATE), UNTOUCHED, rendition).score2f()).isEqualTo(100);
    Planes shifted = new Planes(later, RATE, 0);
    assertThat(score(Planes.of(music, RATE), UNTOUCHED, shifted).score2f()).isLessThan(60);
  }

  @Test
  void theSameMusicAtAnotherRateLosesNothingButBandwidth() throws Exception {
    Planes raw = Planes.of(music(44_100), 44_100);
    assertThat(score(raw, UNTOUCHED, raw).odg()).isGreaterThan(0.1);
  }

  @Test
  void renditionsOfDifferentLevelsAreHeardAtTheReferencesLevel() throws Exception {
    Planes raw = Planes.of(music(RATE), RATE);
    float[][] half = {raw.planes[0].clone(), raw.planes[1].clone()};
    for (float[] plane : half) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] *= 0.5f;
      }
    }
    QualityScan.Published quieter = published(Planes.of(half, RATE), 20 * Math.log10(0.5));
    List<Optional<QualityScore>> both = scores(raw, UNTOUCHED, List.of(published(raw, 0), quieter));
    assertThat(both)
        .extracting(score -> score.orElseThrow().score2f())
        .containsExactly(100.0, 100.0);
  }

  @Test
  void theRawFileIsDecodedOnceForAllRenditions() throws Exception {
    Planes music = Planes.of(music(RATE), RATE);
    AtomicInteger opened = new AtomicInteger();
    PcmSource counted =
        from -> {
          opened.incrementAndGet();
          return music.open(from);
        };
    QualityScan.Published one = published(music, 0);
    QualityScan.of(counted, UNTOUCHED, List.of(one, one, one), () -> false);
    assertThat(opened).hasValue(1);
  }

  @Test
  void aCancelledComparisonEnds() {
    Planes music = Planes.of(music(RATE), RATE);
    assertThatThrownBy(
            () -> QualityScan.of(music, UNTOUCHED, List.of(published(music, 0)), () -> true))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aTrackOfHalfASecondHasNoScore() throws Exception {
    Planes blip = Planes.of(Signals.music(RATE, 3, Signals.at(-12, 0.5)), RATE);
    assertThat(scores(blip, UNTOUCHED, List.of(published(blip, 0))))
        .containsExactly(Optional.empty());
  }
}
