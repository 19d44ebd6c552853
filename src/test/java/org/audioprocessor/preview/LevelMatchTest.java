package org.audioprocessor.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalDouble;
import org.audioprocessor.preview.Player.LevelMatch;
import org.junit.jupiter.api.Test;

class LevelMatchTest {
  private static final Rendition LOW = Rendition.rung("low");

  @Test
  void theQuietestStaysAndTheOthersAreTurnedDownToIt() {
    LevelMatch match =
        LevelMatch.of(
            Map.of(
                Rendition.RAW,
                OptionalDouble.of(-8.5),
                Rendition.M4A,
                OptionalDouble.of(-14.1),
                LOW,
                OptionalDouble.of(-14)));
    assertThat(match.gainDb(Rendition.RAW)).isCloseTo(-5.6, within(1e-9));
    assertThat(match.gainDb(Rendition.M4A)).isZero();
    assertThat(match.gainDb(LOW)).isCloseTo(-0.1, within(1e-9));
    assertThat(match.gain(Rendition.RAW)).isCloseTo(0.5248, within(1e-4));
  }

  @Test
  void silenceIsLeftAlone() {
    LevelMatch match =
        LevelMatch.of(Map.of(Rendition.RAW, OptionalDouble.empty(), LOW, OptionalDouble.of(-14)));
    assertThat(match.gainDb(Rendition.RAW)).isZero();
    assertThat(match.gainDb(LOW)).isZero();
    assertThat(LevelMatch.OFF.gain(LOW)).isEqualTo(1);
  }

  @Test
  void aGainThatCouldClipIsRefused() {
    assertThatThrownBy(() -> new LevelMatch(Map.of(LOW, 0.1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
