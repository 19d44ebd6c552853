package org.audioprocessor.quality.peaq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CriticalBandsTest {
  /** Table 6 of the standard: the centres of its first and last bands. */
  @Test
  void theCentresAreThoseOfTheStandard() {
    assertThat(CriticalBands.CENTRE_HZ[0]).isCloseTo(91.708, within(0.001));
    assertThat(CriticalBands.CENTRE_HZ[1]).isCloseTo(115.216, within(0.001));
    assertThat(CriticalBands.CENTRE_HZ[107]).isCloseTo(17_077.504, within(0.003));
    assertThat(CriticalBands.CENTRE_HZ[108]).isCloseTo(17_690.045, within(0.003));
  }

  @Test
  void theBandsShareAFlatSpectrumWithoutGapOrOverlap() {
    double[] spectrum = new double[CriticalBands.BINS];
    Arrays.fill(spectrum, 1);
    double[] bands = new double[CriticalBands.COUNT];
    CriticalBands.group(spectrum, bands);
    double bins = (18_000.0 - 80) * CriticalBands.FRAME / CriticalBands.SAMPLE_RATE;
    assertThat(Arrays.stream(bands).sum()).isCloseTo(bins, within(1e-6));
  }

  @Test
  void aFlatPatternStaysFlatWhenItIsSpreadAtZeroDecibels() {
    double[] flat = new double[CriticalBands.COUNT];
    Arrays.fill(flat, 1);
    double[] spread = new double[CriticalBands.COUNT];
    new Spreading().spread(flat, spread);
    for (double band : spread) {
      assertThat(band).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aSineOfFullScaleHas92DecibelsAtTheEar() {
    float[] sine = new float[CriticalBands.FRAME];
    for (int i = 0; i < sine.length; i++) {
      sine[i] = (float) Math.sin(2 * Math.PI * 1_019.5 * i / CriticalBands.SAMPLE_RATE);
    }
    EarModel ear = new EarModel();
    ear.frame(sine);
    double highest = Arrays.stream(ear.power).max().orElseThrow();
    assertThat(10 * Math.log10(highest)).isCloseTo(92, within(0.01));
  }
}
