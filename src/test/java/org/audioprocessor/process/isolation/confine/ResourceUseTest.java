package org.audioprocessor.process.isolation.confine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ResourceUseTest {
  /** Whatever the size of a page is: 4 KiB here, 16 or 64 KiB on some machines. */
  @Test
  void residentMemoryIsReadInKilobytes() {
    String status =
        """
        Name:\tjava
        VmPeak:\t 9000000 kB
        VmHWM:\t  700000 kB
        VmRSS:\t  524289 kB
        RssAnon:\t  500000 kB
        """;

    assertThat(ResourceUse.residentBytes(status)).isEqualTo((512L << 20) + 1024);
    assertThat(ResourceUse.residentBytes("Name:\tkthreadd\n")).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theMemoryOfThisProcessIsPlausible() {
    assertThat(new ResourceUse(ProcessHandle.current()).residentBytes())
        .isBetween(16L << 20, 64L << 30);
  }
}
