package org.audioprocessor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.audioprocessor.Main;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.HealthPort;
import org.audioprocessor.testing.Platform;
import org.audioprocessor.testing.PostgresServer;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.testing.TcpProxy;

/** A platform with a real database and a real bucket, and the program as processes beside it. */
final class PlatformBench implements AutoCloseable {
  static final String PASSWORD = Platform.PASSWORD;
  private static final int RATE = 8_000;

  private final Path folder;
  private final Platform platform;
  private final TcpProxy wayToDatabase;
  private final TcpProxy wayToBucket;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Running> started = new ArrayList<>();

  /** One process of the program. */
  record Running(Process process, Path out, Path err, HealthPort port) {
    String log() {
      return text(err);
    }

    String output() {
      return text(out);
    }

    private static String text(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    HealthPort.Answer ask(String path) {
      return port.ask(path);
    }

    boolean isReady() {
      return port.isReady();
    }

    double metric(String line) {
      return port.metric(line);
    }
  }

  PlatformBench(Path folder) throws IOException {
    this.folder = folder;
    platform = Platform.open(folder.resolve("s3"));
    int database = PostgresServer.shared().port();
    wayToDatabase = TcpProxy.to("127.0.0.1", database);
    wayToBucket = TcpProxy.to("127.0.0.1", platform.bucket().port());
    environment.putAll(platform.environment());
    environment.computeIfPresent(
        "AUDIO_PROCESSOR_DB_URL",
        (name, url) -> url.replace(":" + database + "/", ":" + wayToDatabase.port() + "/"));
    environment.put("AUDIO_PROCESSOR_ENDPOINT", S3Server.endpoint(wayToBucket.port()).toString());
  }

  UploadQueue queue() throws QueueException {
    return platform.queue();
  }

  ObjectStore store() {
    return platform.store();
  }

  TcpProxy wayToDatabase() {
    return wayToDatabase;
  }

  TcpProxy wayToBucket() {
    return wayToBucket;
  }

  Path workspace(int number) {
    return folder.resolve("workspace" + number);
  }

  /** For the processes that start from now on. */
  void set(String variable, String value) {
    environment.put(variable, value);
  }

  void unset(String variable) {
    environment.remove(variable);
  }

  void upload(String fileName, double seconds) throws IOException {
    Path wav = folder.resolve("made.wav");
    AudioFiles.wav(wav, AudioFiles.sine(1, RATE, 440, seconds, 0.1), RATE);
    platform.upload(fileName, Files.readAllBytes(wav));
  }

  /** A worker with a health port of its own and a workspace of its own. */
  Running worker(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("worker", "--threads", "1"));
    HealthPort port = HealthPort.free();
    all.addAll(List.of("--health-port", Integer.toString(port.number())));
    all.addAll(List.of(arguments));
    return start(port, all);
  }

  Running run(String... arguments) throws IOException, InterruptedException {
    Running running = start(new HealthPort(0), List.of(arguments));
    if (!running.process().waitFor(120, java.util.concurrent.TimeUnit.SECONDS)) {
      throw new IllegalStateException("the command did not end: " + running.log());
    }
    return running;
  }

  private Running start(HealthPort port, List<String> arguments) throws IOException {
    int number = started.size();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(arguments);
    command.addAll(List.of("--workspace", workspace(number).toString()));
    Path out = folder.resolve("out" + number);
    Path err = folder.resolve("err" + number);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    Running running = new Running(builder.start(), out, err, port);
    started.add(running);
    return running;
  }

  @Override
  public void close() throws IOException {
    started.forEach(running -> running.process().destroyForcibly());
    wayToBucket.close();
    wayToDatabase.close();
    platform.close();
  }
}
