package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerSettingsTest {
  @Test
  void anOwnersComputerIsNamedWithoutItsProcess() {
    String owner = WorkerSettings.of(Pace.STANDARD).owner();
    assertThat(owner).startsWith(WorkerSettings.computerOf(owner)).contains(", process ");
    assertThat(WorkerSettings.computerOf(owner)).isNotEmpty().doesNotContain("process");
    assertThat(WorkerSettings.computerOf("studio 7, process 19046")).isEqualTo("studio 7");
    assertThat(WorkerSettings.computerOf("nightly import")).isEqualTo("nightly import");
  }
}
