package org.audioprocessor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.audioprocessor.cli.PlatformBench.Running;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Workers as processes, on PostgreSQL and a bucket that grants get, put and delete only. */
class PlatformWorkerTest {
  /** The longest time until work resumes after a service is available again. */
  private static final Duration RESUMED = Duration.ofSeconds(15);

  private static final boolean SOAK = Boolean.getBoolean("soak");
  private static final int SECONDS_LONG = 600;

  @TempDir private Path folder;
  private PlatformBench platform;

  @BeforeEach
  void open() throws Exception {
    platform = new PlatformBench(folder);
  }

  @AfterEach
  void close() throws IOException {
    platform.close();
  }

  private static void awaits(Running worker, Callable<Boolean> holds) {
    within(Patience.LONGEST.multipliedBy(2), worker, holds);
  }

  private static void within(Duration longest, Running worker, Callable<Boolean> holds) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(longest)
        .conditionEvaluationListener(step -> {
          if (!step.isSatisfied() && !worker.process().isAlive()) {
            throw new AssertionError("the worker ended:\n" + worker.log());
          }
        })
        .until(holds);
  }

  private UploadStatus status(String uploadId) throws Exception {
    return platform.queue().get(uploadId).map(UploadRow::status).orElseThrow();
  }

  private static void end(Running worker) throws InterruptedException {
    worker.process().destroy();
    assertThat(worker.process().waitFor(25, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aWorkerPublishesAndShowsWhatItDoesAndKeepsItsSecrets() throws Exception {
    platform.upload("a.wav", 1);
    Running worker = platform.worker("--log-format", "json");

    awaits(worker, () -> status("a.wav") == UploadStatus.COMPLETED);

    awaits(
        worker,
        () -> worker.metric("audio_processor_tracks_total{kind=\"\",outcome=\"published\"}") == 1);
    awaits(worker, () -> worker.metric("audio_processor_realtime_factor_count") == 1);
    assertThat(worker.ask("/live").status()).isEqualTo(200);
    assertThat(worker.isReady()).isTrue();
    String metrics = worker.ask("/metrics").body();
    assertThat(metrics)
        .contains(
            "audio_processor_uploads{status=\"waiting\"}",
            "audio_processor_stage_seconds_count{stage=\"fetch\"} 1",
            "audio_processor_stage_seconds_count{stage=\"render\"} 1",
            "audio_processor_stage_seconds_count{stage=\"publish\"} 1",
            "audio_processor_realtime_factor_count 1",
            "audio_processor_upload_retries_total 0.0");
    assertThat(platform.store().exists("mwonya_audio_tracks/a/playlist.m3u8")).isTrue();
    assertKeepsSecrets(worker, metrics);
    end(worker);
    assertIsJsonAboutTheUpload(worker.log());
    assertThat(worker.output()).isEmpty();
    assertKeepsSecrets(worker, "");
  }

  private static void assertIsJsonAboutTheUpload(String log) {
    List<JsonNode> lines = log.lines().map(JsonMapper.shared()::readTree).toList();
    List<String> messages =
        lines.stream()
            .filter(line -> line.path("mdc").path("upload").asString("").equals("a.wav"))
            .map(line -> line.get("formattedMessage").asString())
            .toList();
    for (String part :
        List.of("start, try 1", "fetched", "LUFS", "HLS done", "published, mwonya_audio")) {
      assertThat(messages).anyMatch(message -> message.contains(part));
    }
  }

  private void assertKeepsSecrets(Running worker, String more) throws IOException {
    String arguments =
        worker.process().isAlive()
            ? Files.readString(Path.of("/proc", worker.process().pid() + "", "cmdline"))
            : "";
    StringBuilder all = new StringBuilder(worker.log() + worker.output() + more + arguments);
    if (!worker.process().isAlive()) { // until then files come and go
      all.append(files());
    }
    assertThat(all).doesNotContain(PlatformBench.PASSWORD).doesNotContain(S3Server.SECRET);
  }

  private String files() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(platform.workspace(0))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void aWorkerThatIsToldToStopGivesItsTrackBack() throws Exception {
    platform.upload("long.wav", SECONDS_LONG);
    Running worker = platform.worker();
    awaits(worker, () -> status("long.wav") == UploadStatus.PROCESSING);

    end(worker);

    assertThat(status("long.wav")).isEqualTo(UploadStatus.WAITING);
    assertThat(platform.queue().claim("another", Duration.ofSeconds(60))).isPresent();
  }

  @Test
  void aWorkerMayBeStartedBeforeItsDatabase() throws Exception {
    platform.upload("a.wav", 1);
    platform.wayToDatabase().refuse();
    Running worker = platform.worker();
    awaits(worker, () -> worker.ask("/live").status() == 200);
    awaits(worker, () -> worker.ask("/ready").body().contains("database"));
    assertThat(worker.ask("/ready").status()).isEqualTo(503);

    platform.wayToDatabase().pass();

    within(RESUMED, worker, worker::isReady);
    awaits(worker, () -> status("a.wav") == UploadStatus.COMPLETED);
    end(worker);
  }

  @Test
  void aWorkerThatWaitsForItsDatabaseEndsWhenItIsTold() throws Exception {
    platform.wayToDatabase().refuse();
    Running worker = platform.worker();
    awaits(worker, () -> worker.ask("/ready").body().contains("database"));
    end(worker);
    assertThat(worker.output()).doesNotContain("published");
  }

  @Test
  void aBucketThatIsAwayFailsNothingAndWorkGoesOnByItself() throws Exception {
    Running worker = platform.worker();
    awaits(worker, worker::isReady);
    platform.wayToBucket().refuse();
    platform.upload("a.wav", 1);
    platform.upload("b.wav", 1);

    awaits(worker, () -> !worker.isReady());
    if (SOAK) {
      Thread.sleep(Duration.ofSeconds(60));
    }
    assertThat(platform.queue().counts().get(UploadStatus.FAILED)).isZero();
    awaits(worker, () -> worker.metric("audio_processor_paused") == 1);
    assertThat(worker.ask("/live").status()).isEqualTo(200);
    platform.wayToBucket().pass();

    within(RESUMED, worker, worker::isReady);
    awaits(worker, () -> status("a.wav") == UploadStatus.COMPLETED);
    awaits(worker, () -> status("b.wav") == UploadStatus.COMPLETED);
    assertThat(platform.queue().counts().get(UploadStatus.FAILED)).isZero();
    end(worker);
  }

  @Test
  void anIdleWorkerIsNotReadyWhileTheBucketIsAway() throws Exception {
    platform.wayToBucket().refuse();
    Running worker = platform.worker();
    awaits(worker, () -> worker.ask("/ready").body().contains("cannot be reached"));
    assertThat(worker.ask("/ready").status()).isEqualTo(503);
    assertThat(worker.ask("/live").status()).isEqualTo(200);
    platform.wayToBucket().pass();
    within(RESUMED, worker, worker::isReady);

    platform.wayToBucket().refuse();
    platform.wayToBucket().cut();
    awaits(worker, () -> !worker.isReady());
    end(worker);
  }

  @Test
  void aDatabaseThatGoesAwayPausesTheWorkerUntilItIsBack() throws Exception {
    Running worker = platform.worker();
    awaits(worker, worker::isReady);
    platform.wayToDatabase().refuse();
    platform.wayToDatabase().cut();

    awaits(worker, () -> !worker.isReady());
    platform.upload("a.wav", 1);
    platform.wayToDatabase().pass();

    within(RESUMED, worker, worker::isReady);
    awaits(worker, () -> status("a.wav") == UploadStatus.COMPLETED);
    end(worker);
  }

  @Test
  void twoWorkersShareOneTable() throws Exception {
    List<String> names = IntStream.range(0, 10).mapToObj(n -> "track" + n + ".wav").toList();
    for (String name : names) {
      platform.upload(name, 1);
    }
    Running one = platform.worker();
    Running two = platform.worker();

    awaits(
        one,
        () -> platform.queue().counts().getOrDefault(UploadStatus.COMPLETED, 0L) == names.size());

    String published = "audio_processor_tracks_total{kind=\"\",outcome=\"published\"}";
    awaits(one, () -> one.metric(published) + two.metric(published) == names.size());
    for (String name : names) {
      assertThat(platform.queue().history(name))
          .as(name)
          .extracting(attempt -> attempt.ending().outcome())
          .containsExactly(Attempt.Outcome.COMPLETED);
    }
    end(one);
    end(two);
  }

  @Test
  void aUserThatTheDatabaseRefusesEndsTheWorkerWithASentence() throws Exception {
    platform.set("AUDIO_PROCESSOR_DB_USER", "nobody");
    Running worker = platform.run("worker", "--log-format", "json");
    assertThat(worker.process().exitValue()).isEqualTo(ExitCode.ENVIRONMENT.code());
    assertThat(worker.log().lines()).allMatch(line -> line.startsWith("{"));
    assertThat(worker.log())
        .contains("password")
        .doesNotContain("Exception")
        .doesNotContain(PlatformBench.PASSWORD);
  }
}
