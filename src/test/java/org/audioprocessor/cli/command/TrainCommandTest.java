package org.audioprocessor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.audioprocessor.cli.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @Test
  void whatTheBuildOfAnImageRunsSucceeds(@TempDir Path folder) {
    assertThat(Cli.run("train", "--workspace", folder.toString())).isZero();
    assertThat(folder.resolve("rendered")).isNotEmptyDirectory();
  }
}
