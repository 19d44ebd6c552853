package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TracksAtOnceTest {
  private static final long MIB = 1 << 20;

  @Test
  void everyCoreGetsATrackWhereMemoryAllows() {
    assertThat(TracksAtOnce.of(1, 96 * MIB)).isEqualTo(1);
    assertThat(TracksAtOnce.of(2, 96 * MIB)).isEqualTo(2);
    assertThat(TracksAtOnce.of(8, 1024 * MIB)).isEqualTo(8);
  }

  @Test
  void memoryThatIsShortMeansFewerTracksButNeverNone() {
    assertThat(TracksAtOnce.of(64, 96 * MIB)).isEqualTo(4);
    assertThat(TracksAtOnce.of(64, 16 * MIB)).isEqualTo(1);
  }
}
