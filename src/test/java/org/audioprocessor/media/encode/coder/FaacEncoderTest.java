package org.audioprocessor.media.encode.coder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FAAC where it is not installed, and the versions that are chosen without being asked for. */
class FaacEncoderTest {
  @ParameterizedTest
  @CsvSource({
    "FAAC 2.2.0,true",
    "FAAC 2.10,true",
    "FAAC 3.0.1,true",
    "FAAC 2.1.0,false",
    "FAAC 2.0,false",
    "FAAC,false"
  })
  void onlyVersionsFrom22OnAreChosenByThemselves(String name, boolean measured) {
    assertThat(FaacEncoder.isMeasured(name)).isEqualTo(measured);
  }

  @Test
  void whereItIsNotInstalledTheSentenceSaysWhatToInstall() {
    assumeFalse(AacEncoders.ofSystem().containsKey(Coder.FAAC));
    assertThatThrownBy(() -> AacEncoder.open(new AacSettings(44_100, 128_000, Coder.FAAC, 0)))
        .isInstanceOfSatisfying(
            MediaException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(MediaFault.NO_ENCODER);
              assertThat(e).hasMessageContaining("faac").hasMessageContaining("Install FAAC 2");
            });
  }
}
