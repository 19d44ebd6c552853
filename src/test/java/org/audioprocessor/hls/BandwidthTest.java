package org.audioprocessor.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.audioprocessor.hls.Bandwidth.Sent;
import org.junit.jupiter.api.Test;

class BandwidthTest {
  @Test
  void theAverageIsAllBitsOverAllSeconds() {
    Bandwidth measured = Bandwidth.measure(List.of(new Sent(1000, 10), new Sent(500, 5)), 10);

    assertThat(measured).isEqualTo(new Bandwidth(800, 800));
  }

  @Test
  void thePeakIsTheBusiestRunOfOneSegment() {
    var segments = List.of(new Sent(1000, 10), new Sent(3000, 10), new Sent(1000, 10));

    assertThat(Bandwidth.measure(segments, 10).peakBitsPerSecond()).isEqualTo(2400);
  }

  @Test
  void aRunMayHoldSeveralSegmentsUpToOneAndAHalfTargets() {
    // 4 s alone is too short to count; 4 + 4 and 4 + 4 + 4 s count, 16 s does not
    var segments =
        List.of(new Sent(100, 4), new Sent(4000, 4), new Sent(4100, 4), new Sent(100, 4));

    assertThat(Bandwidth.measure(segments, 10).peakBitsPerSecond())
        .isEqualTo((long) Math.ceil(8 * 8100 / 8.0));
  }

  @Test
  void aShortBurstAtTheEndCountsOnlyWithWhatIsBeforeIt() {
    var segments = List.of(new Sent(1024, 10.24), new Sent(1000, 0.3));

    assertThat(Bandwidth.measure(segments, 10).peakBitsPerSecond())
        .isEqualTo((long) Math.ceil(8 * 2024 / 10.54));
  }

  @Test
  void aTrackShorterThanAnyRunIsMeasuredAsAWhole() {
    assertThat(Bandwidth.measure(List.of(new Sent(300, 0.2)), 1))
        .isEqualTo(new Bandwidth(12_000, 12_000));
  }

  @Test
  void ratesAreRoundedUp() {
    assertThat(Bandwidth.measure(List.of(new Sent(1, 3)), 3)).isEqualTo(new Bandwidth(3, 3));
  }

  @Test
  void nothingHasNoRate() {
    assertThatIllegalArgumentException().isThrownBy(() -> Bandwidth.measure(List.of(), 10));
  }
}
