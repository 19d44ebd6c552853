package org.audioprocessor.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentNamesTest {
  @ParameterizedTest
  @CsvSource({
    "7, 2, 12, segment_g0007b_00012.ts",
    "0, 1, 0, segment_g0000a_00000.ts",
    "1, 26, 1, segment_g0001z_00001.ts",
    "1, 27, 1, segment_g0001aa_00001.ts",
    "1, 28, 1, segment_g0001ab_00001.ts",
    "1, 702, 1, segment_g0001zz_00001.ts",
    "1, 703, 1, segment_g0001aaa_00001.ts",
    "12345, 1, 123456, segment_g12345a_123456.ts"
  })
  void aNameIsWrittenAndReadBack(int generation, int attempt, int number, String name) {
    SegmentNames names = new SegmentNames(generation, attempt);

    assertThat(names.name(number)).isEqualTo(name);
    assertThat(SegmentNames.parse(name)).contains(new SegmentNames.Parsed(names, number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "segment_000.ts",
        "segment_g0007_00012.ts",
        "segment_g0007b_00012.ts.tmp",
        "segment_g00007b_00012.ts",
        "segment_g0007b_000012.ts",
        "segment_g0007B_00012.ts",
        "segment_g9999999999b_00012.ts",
        ""
      })
  void anyOtherNameIsNoSegmentName(String name) {
    assertThat(SegmentNames.parse(name)).isEmpty();
  }

  @Test
  void triesCountFromOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SegmentNames(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SegmentNames(-1, 1));
  }
}
