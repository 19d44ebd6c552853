package org.audioprocessor.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.audioprocessor.Main;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.HealthPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that is asked to end at any moment of its start gives back what it claimed: no lease is
 * left, no attempt is counted. Properties: {@code stop.seed}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
class StopAtAnyMomentTest {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final int TRACKS = 3;

  /** No try ends before it is stopped. */
  private static final int SECONDS_LONG = 600;

  private static final int MOMENTS = 40;
  private static final int FIRST_MILLIS = 5_000;

  /** A worker writes it as soon as its command runs, before anything is opened. */
  private static final String FIRST_LINE = "health port";

  private static final long SEED = Long.getLong("stop.seed", new Random().nextInt(1_000_000));

  @TempDir private Path folder;

  private Path workspace() {
    return folder.resolve("workspace");
  }

  private static byte[] longTrack(Path wav) throws IOException {
    AudioFiles.wav(wav, AudioFiles.sine(1, 8_000, 440, SECONDS_LONG, 0.1), 8_000);
    return Files.readAllBytes(wav);
  }

  private void fillWorkspace() throws Exception {
    byte[] wav = longTrack(folder.resolve("long.wav"));
    try (Application application = Application.open(ApplicationOptions.in(workspace()))) {
      for (int i = 0; i < TRACKS; i++) {
        String name = i + ".wav";
        application.store().put("tracks/" + name, Body.of(wav), PutOptions.defaults());
        application.queue().add(new Upload(name, name));
      }
    }
  }

  /** A shell ignores SIGINT in its background, nohup SIGHUP; a Java program inherits that. */
  private Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    "env",
                    "--default-signal=INT,HUP",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx96m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()),
                Stream.concat(
                    Stream.of(arguments), Stream.of("--workspace", workspace().toString())))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("AUDIO_PROCESSOR_LOG", "INFO");
    return builder.start();
  }

  private static int signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it is killed after 30 s").isTrue();
    return process.exitValue();
  }

  private boolean hasWritten(String text) throws IOException {
    // half a character is read while a line is written
    return (Files.readString(folder.resolve("err"), ISO_8859_1)
            + Files.readString(folder.resolve("out"), ISO_8859_1))
        .contains(text);
  }

  private static void assertUntouched(UploadQueue queue, int tracks) throws Exception {
    for (int i = 0; i < tracks; i++) {
      UploadRow row = queue.get(i + ".wav").orElseThrow();
      assertThat(row.status()).isEqualTo(UploadStatus.WAITING);
      assertThat(row.attempts()).isZero();
      assertThat(row.lease() != null && row.lease().active()).as("a lease is left").isFalse();
      assertThat(queue.history(i + ".wav"))
          .extracting(Attempt::ending)
          .extracting(Attempt.Ending::outcome)
          .allMatch(Attempt.Outcome.RELEASED::equals);
    }
  }

  private void assertUntouched() throws Exception {
    try (Application application = Application.open(ApplicationOptions.in(workspace()))) {
      assertUntouched(application.queue(), TRACKS);
    }
  }

  /** The embedded database's first start writes these lines, in this order. */
  @ParameterizedTest
  @ValueSource(strings = {"health port", "Waiting for uploads"})
  void aWorkerThatIsToldToStopWhileItStartsHoldsNothing(String line) throws Exception {
    fillWorkspace();
    Process worker =
        start(
            "worker",
            "--threads",
            "2",
            "--health-port",
            Integer.toString(HealthPort.free().number()));
    try {
      await().until(() -> hasWritten(line));
      assertThat(signal(worker, "TERM")).isZero();
    } finally {
      worker.destroyForcibly();
    }
    assertUntouched();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143, process", "HUP, 0, worker"})
  void aCommandThatIsToldToStopGivesBackAndItsStatusSaysSo(String signal, int status, String word)
      throws Exception {
    fillWorkspace();
    Process command = start(word, "--threads", "2");
    try {
      await().until(() -> hasWritten("start, try 1"));
      assertThat(signal(command, signal)).isEqualTo(status);
    } finally {
      command.destroyForcibly();
    }
    assertUntouched();
  }

  @Test
  void ctrlCReachesTheChildrenTooAndIsNotCountedAgainstTheirTracks() throws Exception {
    fillWorkspace();
    Process command = start("process", "--threads", "2");
    try {
      await().until(() -> hasWritten("start, try 1"));
      await().until(() -> command.descendants().count() == 2);
      List<ProcessHandle> children = command.descendants().toList();
      for (ProcessHandle child : children) {
        new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
      }
      assertThat(signal(command, "INT")).isEqualTo(130);
    } finally {
      command.destroyForcibly();
    }
    assertUntouched();
  }

  @Test
  void aStopBeforeTheWorkIsKnownStopsItBeforeItBegins() {
    List<String> stopped = new ArrayList<>();
    try (Termination termination = Termination.of("worker")) {
      Thread.ofPlatform().start(() -> termination.ask(143));
      await().until(termination::isAsked);
      termination.stops(() -> stopped.add("the work"));
      assertThat(stopped).containsExactly("the work");
      assertThat(termination.status(0)).isZero();
    }
  }

  @Test
  void aWorkerThatIsSlowToOpenHasNothingToGiveBackAndIsDone() {
    try (Termination worker = Termination.of("worker");
        Termination process = Termination.of("process")) {
      assertThat(worker.lateStatus(143)).isZero();
      assertThat(process.lateStatus(143)).isEqualTo(143);
      worker.stops(() -> {});
      assertThat(worker.lateStatus(143)).isEqualTo(143);
    }
  }

  // --- the long form

  private static IntStream moments() {
    return new Random(SEED).ints(MOMENTS, 0, FIRST_MILLIS).sorted();
  }

  /** A process that is asked before the virtual machine runs has no say in its status. */
  private static void assertStatus(
      int status, int expected, boolean ranAlready, int millis, String log) {
    assertThat(status)
        .as("after %d ms, seed %d: %s", millis, SEED, log)
        .isIn(ranAlready ? List.of(expected) : List.of(expected, 143));
  }

  @EnabledIfSystemProperty(named = "soak", matches = "true")
  @ParameterizedTest
  @ValueSource(strings = {"worker", "process"})
  void atFortyMomentsNothingIsHeldInAWorkspace(String word) throws Exception {
    fillWorkspace();
    int early = 0;
    for (int millis : moments().toArray()) {
      Process process = start(word, "--threads", "2");
      Thread.sleep(millis);
      int status = signal(process, "TERM");
      early += status == 143 ? 1 : 0;
      if (word.equals("worker")) {
        assertStatus(status, 0, hasWritten("schema"), millis, "");
      }
      try (Application application = Application.open(ApplicationOptions.in(workspace()))) {
        assertThat(application.queue().counts().getOrDefault(UploadStatus.PROCESSING, 0L)).isZero();
        assertUntouchedIfAny(application.queue());
      }
    }
    OUT.printf("%s: %d moments, seed %d, status 143: %d%n", word, MOMENTS, SEED, early);
  }

  private static void assertUntouchedIfAny(UploadQueue queue) throws Exception {
    for (int i = 0; i < TRACKS; i++) {
      UploadRow row = queue.get(i + ".wav").orElseThrow();
      assertThat(row.attempts()).isZero();
      assertThat(row.lease() != null && row.lease().active()).isFalse();
    }
  }

  /**
   * The moments lie within 5 s of the process's start in every fourth round, else within 5 s of the
   * worker's first line.
   */
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  @Test
  void atFortyMomentsNothingIsHeldOnAPlatform() throws Exception {
    try (PlatformBench platform = new PlatformBench(folder)) {
      for (int i = 0; i < TRACKS; i++) {
        platform.upload(i + ".wav", SECONDS_LONG);
      }
      int early = 0;
      int afterMain = 0;
      int count = 0;
      for (int millis : moments().toArray()) {
        PlatformBench.Running worker = platform.worker();
        if (count++ % 4 != 0) {
          await().until(() -> worker.log().contains(FIRST_LINE));
        }
        Thread.sleep(millis);
        boolean ran = worker.log().contains(FIRST_LINE);
        int status = signal(worker.process(), "TERM");
        early += status == 143 ? 1 : 0;
        afterMain += ran ? 1 : 0;
        assertStatus(status, 0, ran, millis, worker.log());
        assertUntouchedIfAny(platform.queue());
      }
      assertThat(afterMain).as("moments after the program began").isGreaterThan(MOMENTS / 2);
      OUT.printf(
          "platform: %d moments, %d after main began, seed %d, status 143: %d%n",
          MOMENTS, afterMain, SEED, early);
    }
  }
}
