package org.audioprocessor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.cli.CommandBench;
import org.audioprocessor.cli.CommandRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One demo, looked at from several sides. */
class DemoCommandTest {
  @TempDir private static Path folder;
  private static CommandBench bench;
  private static CommandRun demo;

  @BeforeAll
  static void runTheDemo() {
    bench = new CommandBench(folder);
    demo = bench.run("demo", "--json");
  }

  @Test
  void itEndsWellAndPrintsNothingButJson() {
    assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
    List<JsonNode> lines = demo.json();
    assertThat(lines.getLast().get("ok").asBoolean()).isTrue();
    assertThat(lines)
        .filteredOn(line -> line.has("outcome"))
        .extracting(line -> line.get("outcome").asString())
        .containsExactlyInAnyOrder("published", "published", "published", "published", "failed");
  }

  @Test
  void theCorruptTrackEndsUnderTheFailedPrefixWithASentenceInItsRow() {
    assertThat(bench.workspace().resolve("bucket/failedprocessing_tracks/Corrupt.mp3")).exists();
    assertThat(bench.workspace().resolve("bucket/tracks/Corrupt.mp3")).doesNotExist();
    List<JsonNode> failed = bench.run("list", "--json", "--status", "failed").json();
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().get("errorMessage").asString())
        .startsWith("The file is not an audio file")
        .doesNotContain("Exception");
  }

  @Test
  void everyOtherTrackIsPublishedAndVerified() {
    CommandRun verified =
        bench.run("verify", "--json", "Too quiet", "Too loud", "Wide range", "Mono 8 kHz");

    assertThat(verified.exitCode()).as(verified.out()).isZero();
    assertThat(verified.json()).hasSize(4);
  }

  @Test
  void noTemporaryFileIsLeft() throws IOException {
    try (Stream<Path> left = Files.walk(bench.workspace().resolve("tmp"))) {
      assertThat(left.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .allMatch(name -> name.endsWith(".lock"));
    }
  }
}
