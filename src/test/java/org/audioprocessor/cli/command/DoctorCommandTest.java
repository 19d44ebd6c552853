package org.audioprocessor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.cli.CommandBench;
import org.audioprocessor.cli.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {
  @TempDir private Path folder;
  private CommandBench bench;

  @BeforeEach
  void bench() {
    bench = new CommandBench(folder);
  }

  private static JsonNode check(CommandRun run, String name) {
    return run.json().stream()
        .filter(line -> line.has("check") && line.get("check").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode setting(CommandRun run, String name) {
    return run.json().stream()
        .filter(line -> line.has("setting") && line.get("setting").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFreshWorkspaceIsWellAndStaysEmpty() throws IOException {
    CommandRun run = bench.run("doctor", "--json");

    assertThat(run.exitCode()).isZero();
    for (String name :
        List.of("workspace", "temporary files", "free space", "database", "bucket", "FFmpeg")) {
      assertThat(check(run, name).get("ok").asBoolean()).as(name).isTrue();
    }
    assertThat(check(run, "FFmpeg").get("detail").asString()).contains("LGPL");
    try (Stream<Path> left = Files.walk(bench.workspace())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".probe"));
    }
  }

  @Test
  void everySettingIsShownWithItsOrigin() throws IOException {
    Files.createDirectories(bench.workspace());
    Files.writeString(
        bench.workspace().resolve("settings.json"), "{\"output\": {\"encoder\": \"quick\"}}");

    CommandRun run = bench.run("doctor", "--json");

    assertThat(setting(run, "output.encoder").get("origin").asString()).isEqualTo("file");
    assertThat(setting(run, "output.encoder").get("source").asString()).endsWith("settings.json");
    assertThat(setting(run, "prefixes.raw").get("origin").asString()).isEqualTo("default");
    assertThat(setting(run, "prefixes.raw").get("value").asString()).isEqualTo("tracks/");
  }

  @Test
  void aDamagedSettingsFileIsMentionedAndNothingBreaks() throws IOException {
    Files.createDirectories(bench.workspace());
    Files.writeString(bench.workspace().resolve("settings.json"), "{\"output\": ");

    CommandRun run = bench.run("doctor");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("look   settings", "damaged");
  }

  @Test
  void aBrokenDatabaseIsFoundWithAdviceAndTheOtherStepsGoOn() throws IOException {
    bench.run("list");
    Files.writeString(bench.workspace().resolve("queue/uploads.mv.db"), "not a database");

    CommandRun run = bench.run("doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(check(run, "database").get("ok").asBoolean()).isFalse();
    assertThat(check(run, "database").get("advice").asString()).isNotEmpty();
    assertThat(check(run, "bucket").get("ok").asBoolean()).isTrue();
    assertThat(check(run, "FFmpeg").get("ok").asBoolean()).isTrue();
  }

  @Test
  void aWorkspaceThatIsAFileIsBroken() throws IOException {
    Files.writeString(bench.workspace(), "a file where a folder should be");

    CommandRun run = bench.run("doctor");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("BROKEN workspace", "--workspace").doesNotContain("Exception");
  }

  @Test
  void aBucketThatCannotBeWrittenIsBroken() throws IOException {
    bench.run("list");
    Path prefix = bench.workspace().resolve("bucket/mwonya_audio_tracks");
    Files.writeString(prefix, "a file where a folder should be");

    CommandRun run = bench.run("doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(check(run, "bucket").get("ok").asBoolean()).isFalse();
  }

  @Test
  void theScriptForAnAdministratorIsPrintedWithoutAConnectionAndNothingElse() {
    CommandRun printed = bench.run("doctor", "--ddl", "mysql");
    assertThat(printed.exitCode()).isZero();
    assertThat(printed.out())
        .startsWith("-- The own tables of Audio Processor for MySQL or MariaDB")
        .contains("CREATE TABLE IF NOT EXISTS audio_processor_lease (")
        .contains("TO 'audio_processor'@'%';")
        .doesNotContain("${");
    assertThat(bench.run("doctor", "--ddl", "PostgreSQL").out())
        .contains("GRANT SELECT, INSERT, UPDATE ON Uploads TO \"audio_processor\";")
        .doesNotContain("${");

    CommandRun nothing = bench.run("doctor", "--ddl");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("No database is set", "--ddl postgresql");
    assertThat(bench.run("doctor", "--ddl", "oracle").err()).contains("not oracle");
  }
}
