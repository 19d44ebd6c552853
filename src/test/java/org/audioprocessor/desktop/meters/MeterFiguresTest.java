package org.audioprocessor.desktop.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.audioprocessor.desktop.meters.LevelText.CachedText;
import org.audioprocessor.desktop.meters.MeteredScreen.MeterWords;
import org.audioprocessor.preview.meter.EbuMeter;
import org.junit.jupiter.api.Test;

/** What is drawn, on the player's real meter. */
class MeterFiguresTest {
  private static final int RATE = 48_000;

  private final MeterFigures figures = new MeterFigures();
  private final EbuMeter meter = new EbuMeter(RATE, -14);

  private void hear(double seconds) {
    int frames = (int) (seconds * RATE);
    float[][] tone = new float[2][frames];
    for (int frame = 0; frame < frames; frame++) {
      float sample =
          (float) (Math.pow(10, -23 / 20.0) * Math.sin(2 * Math.PI * 1000 * frame / RATE));
      tone[0][frame] = sample;
      tone[1][frame] = sample;
    }
    meter.feed(tone, 0, frames);
  }

  @Test
  void whatIsHeardIsShownToATenth() {
    hear(5);
    figures.read(meter.reading(), true);
    assertThat(figures.momentaryLufs).isCloseTo(-23, within(0.1));
    assertThat(figures.shortTermLufs).isCloseTo(-23, within(0.1));
    assertThat(figures.integratedLufs).isCloseTo(-23, within(0.1));
    assertThat(figures.highestPeakDbtp()).isCloseTo(-23, within(0.1));
    assertThat(figures.rangeUnstable).isTrue();
  }

  @Test
  void afterTheSoundEndsItsSumsStayAndItsBarsFall() {
    hear(5);
    figures.read(meter.reading(), false);
    assertThat(figures.momentaryLufs).isNaN();
    assertThat(figures.integratedLufs).isCloseTo(-23, within(0.1));
  }

  @Test
  void nothingHeardHasNoValueAndIsShownAsADash() {
    figures.read(meter.reading(), true);
    assertThat(figures.integratedLufs).isNaN();
    assertThat(new CachedText(" LUFS", false).of(figures.integratedLufs)).isEqualTo("– LUFS");
    assertThat(MeterWords.of("", figures, new MeterServices.Limits(-14, -1.5), false))
        .doesNotContain("NaN")
        .doesNotContain("Infinity");
  }

  @Test
  void theStampChangesWithWhatIsShownOnly() {
    hear(5);
    figures.read(meter.reading(), true);
    long before = figures.stamp();
    figures.read(meter.reading(), true);
    assertThat(figures.stamp()).isEqualTo(before);
    meter.pause();
    figures.read(meter.reading(), true);
    assertThat(figures.stamp()).isNotEqualTo(before);
  }
}
