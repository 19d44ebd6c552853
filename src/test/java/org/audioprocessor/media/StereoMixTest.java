package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StereoMixTest {
  private static final List<ChannelRole> SURROUND =
      List.of(
          ChannelRole.LEFT,
          ChannelRole.RIGHT,
          ChannelRole.CENTRE,
          ChannelRole.LFE,
          ChannelRole.LEFT_SURROUND,
          ChannelRole.RIGHT_SURROUND);

  @ParameterizedTest
  @CsvSource({"0,1,0", "1,0,1", "2,0.70711,0.70711", "3,0,0", "4,0.70711,0", "5,0,0.70711"})
  void eachChannelHasItsShare(int channel, float left, float right) {
    AudioBlock in = new AudioBlock();
    in.resize(6, 2)[channel][1] = 1f;
    AudioBlock out = new AudioBlock();
    StereoMix.of(SURROUND).mix(in, out);
    assertThat(out.channels()).isEqualTo(2);
    assertThat(out.frames()).isEqualTo(2);
    assertThat(out.samples()[0][1]).isCloseTo(left, within(1e-5f));
    assertThat(out.samples()[1][1]).isCloseTo(right, within(1e-5f));
    assertThat(out.samples()[0][0]).isZero();
  }

  @Test
  void monoSoundsFromBothSidesUndamped() {
    AudioBlock in = new AudioBlock();
    in.resize(1, 1)[0][0] = 0.25f;
    AudioBlock out = new AudioBlock();
    StereoMix.of(List.of(ChannelRole.CENTRE)).mix(in, out);
    assertThat(out.samples()[0][0]).isEqualTo(0.25f);
    assertThat(out.samples()[1][0]).isEqualTo(0.25f);
  }

  @Test
  void stereoIsNotEvenCopied() {
    AudioBlock in = new AudioBlock();
    in.resize(2, 3);
    AudioBlock out = new AudioBlock();
    StereoMix.of(List.of(ChannelRole.LEFT, ChannelRole.RIGHT)).mix(in, out);
    assertThat(out.samples()[0]).isSameAs(in.samples()[0]);
    // the lent planes are not written to afterwards
    out.resize(2, 3)[0][0] = 1f;
    assertThat(in.samples()[0][0]).isZero();
  }

  @Test
  void anotherNumberOfChannelsIsRefused() {
    AudioBlock in = new AudioBlock();
    in.resize(5, 1);
    StereoMix mix = StereoMix.of(SURROUND);
    assertThatThrownBy(() -> mix.mix(in, new AudioBlock()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
