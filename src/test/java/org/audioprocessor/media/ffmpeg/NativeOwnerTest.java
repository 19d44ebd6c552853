package org.audioprocessor.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.junit.jupiter.api.Test;

class NativeOwnerTest {
  private static final class Sample extends NativeOwner {}

  @Test
  void everythingIsFreedOnceInReverseOrder() {
    List<String> freed = new ArrayList<>();
    Sample owner = new Sample();
    owner.onClose(() -> freed.add("first"));
    owner.onClose(() -> freed.add("second"));
    owner.close();
    owner.close();
    assertThat(freed).containsExactly("second", "first");
  }

  @Test
  void theFirstFailureIsKeptAndTheRestIsStillFreed() {
    List<String> freed = new ArrayList<>();
    Sample owner = new Sample();
    owner.onClose(() -> freed.add("last"));
    owner.onClose(() -> {
      throw new IllegalStateException("second failure");
    });
    owner.onClose(() -> {
      throw new IllegalStateException("first failure");
    });
    assertThatThrownBy(owner::close)
        .hasMessage("first failure")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("second failure"));
    assertThat(freed).containsExactly("last");
  }

  @Test
  void useAfterCloseIsAnError() throws MediaException {
    Resampler resampler = Resampler.open(44_100, 24_000, 2);
    resampler.close();
    assertThatThrownBy(() -> resampler.finish(new float[2][10_000]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void openOwnersAreCounted() {
    int before = NativeOwner.live();
    Sample owner = new Sample();
    assertThat(NativeOwner.live()).isEqualTo(before + 1);
    owner.close();
    assertThat(NativeOwner.live()).isEqualTo(before);
  }

  @Test
  void anOpenThatFailsLeavesNothingBehind() {
    int before = NativeOwner.live();
    assertThatThrownBy(
            () -> AacEncoder.open(new AacSettings(12_345, 128_000, AacSettings.Coder.FAST, 0)))
        .isInstanceOf(MediaException.class)
        .hasMessageStartingWith("FFmpeg failed while opening the AAC encoder: Invalid argument (");
    assertThat(NativeOwner.live()).isEqualTo(before);
  }
}
