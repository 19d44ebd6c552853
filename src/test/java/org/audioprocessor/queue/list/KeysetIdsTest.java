package org.audioprocessor.queue.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.audioprocessor.queue.list.KeysetIds.SampledOffsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetIdsTest {
  /** Otherwise a jump beyond the last anchor reads all keys up to there. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 4_999_999, 5_000_000, 80_000_000})
  void theAnchorsOfALongListReachItsEnd(long uploads) {
    int step = KeysetIds.step(uploads);

    assertThat(uploads / step).isLessThan(SampledOffsets.MOST);
    assertThat(step).isBetween(500, 20_000);
  }
}
