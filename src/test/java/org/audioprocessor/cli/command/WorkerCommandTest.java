package org.audioprocessor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.audioprocessor.Main;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as processes of their own. */
class WorkerCommandTest {
  private static final int SECONDS_LONG = 600;

  @TempDir private Path folder;

  private Path workspace() {
    return folder.resolve("workspace");
  }

  private void upload(Application application, String fileName, double seconds) throws Exception {
    Path wav = folder.resolve("made.wav");
    AudioFiles.wav(wav, AudioFiles.sine(1, 8_000, 440, seconds, 0.1), 8_000);
    application
        .store()
        .put("tracks/" + fileName, Body.of(Files.readAllBytes(wav)), PutOptions.defaults());
    application.queue().add(new Upload(fileName, fileName));
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-Xmx96m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()),
                Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private boolean hasBegun() throws IOException {
    // half a character is read while a line is written
    return Files.readString(folder.resolve("err"), StandardCharsets.ISO_8859_1)
        .contains("start, try 1");
  }

  private int run(String... arguments) throws Exception {
    Process process = start(arguments);
    assertThat(process.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void processEndsWhenAllIsDoneAndSaysInJsonWhatBecameOfEach() throws Exception {
    try (Application application = Application.open(ApplicationOptions.in(workspace()))) {
      upload(application, "a.wav", 1);
      application.store().put("tracks/torn.wav", Body.of(new byte[100]), PutOptions.defaults());
      application.queue().add(new Upload("torn.wav", "torn.wav"));
    }
    int code = run("process", "--json", "--workspace", workspace().toString());
    assertThat(code).isEqualTo(ExitCode.SOME_FAILED.code());
    List<JsonNode> lines =
        Files.readAllLines(folder.resolve("out")).stream()
            .map(JsonMapper.shared()::readTree)
            .toList();
    assertThat(lines)
        .extracting(line -> line.get("uploadId").asString() + " " + line.get("outcome").asString())
        .containsExactlyInAnyOrder("a.wav published", "torn.wav failed");
    assertThat(workspace().resolve("tmp")).satisfies(WorkerCommandTest::hasNoFolders);
  }

  private static void hasNoFolders(Path place) {
    try (Stream<Path> left = Files.list(place)) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWorkerThatIsToldToStopGivesItsTrackBackAndLeavesNothing() throws Exception {
    try (Application application = Application.open(ApplicationOptions.in(workspace()))) {
      UploadQueue queue = application.queue();
      upload(application, "long.wav", SECONDS_LONG);
      Process worker = start("worker", "--threads", "1", "--workspace", workspace().toString());
      try {
        await().until(() -> queue.counts().getOrDefault(UploadStatus.PROCESSING, 0L) == 1);
        await().until(this::hasBegun);
        worker.destroy();
        assertThat(worker.waitFor(25, TimeUnit.SECONDS)).isTrue();
      } finally {
        worker.destroyForcibly();
      }
      assertThat(queue.get("long.wav").orElseThrow().status()).isEqualTo(UploadStatus.WAITING);
      assertThat(queue.get("long.wav").orElseThrow().attempts()).isZero();
      assertThat(queue.claim("another", Duration.ofSeconds(60))).isPresent();
    }
    assertThat(workspace().resolve("tmp")).satisfies(WorkerCommandTest::hasNoFolders);
  }

  /** The worker is the process that serves the database here. */
  @Test
  void aWorkerThatOwnsTheDatabaseGivesItsTrackBackToo() throws Exception {
    try (Application application = Application.open(ApplicationOptions.in(workspace()))) {
      upload(application, "long.wav", SECONDS_LONG);
    }
    Process worker = start("worker", "--threads", "1", "--workspace", workspace().toString());
    try {
      await().until(this::hasBegun);
      worker.destroy();
      assertThat(worker.waitFor(25, TimeUnit.SECONDS)).isTrue();
    } finally {
      worker.destroyForcibly();
    }
    try (Application application = Application.open(ApplicationOptions.in(workspace()))) {
      assertThat(application.queue().get("long.wav").orElseThrow().status())
          .isEqualTo(UploadStatus.WAITING);
    }
  }
}
