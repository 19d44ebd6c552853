package org.audioprocessor.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.junit.jupiter.api.Test;

class NativeOwnersAreFreedTest {
  @Test
  void aTestThatLeavesAnOwnerOpenFailsAndTheNextOneDoesNot() throws MediaException {
    Resampler left = Resampler.open(44_100, 44_100, 2);
    assertThatThrownBy(NativeOwnersAreFreed::requireNoneLive)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("left open");
    NativeOwnersAreFreed.requireNoneLive();
    left.close();
    assertThatThrownBy(NativeOwnersAreFreed::requireNoneLive).isInstanceOf(AssertionError.class);
  }
}
