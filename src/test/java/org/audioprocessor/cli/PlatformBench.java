package org.audioprocessor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.audioprocessor.Main;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.testing.TcpProxy;
import org.audioprocessor.testing.TestPlatform;

/** A platform with a real database and a real bucket, and the program as processes beside it. */
final class PlatformBench implements AutoCloseable {
  static final String PASSWORD = TestPlatform.PASSWORD;

  private final Path folder;
  private final TestPlatform platform;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Running> started = new ArrayList<>();

  /** One process of the program. */
  record Running(Process process, Path out, Path err, int healthPort) {
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

    /** What the health port answers; status 0 where nobody does. */
    Answer ask(String path) {
      URI uri = URI.create("http://127.0.0.1:" + healthPort + path);
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
      } catch (IOException e) {
        return new Answer(0, "");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    boolean isReady() {
      return ask("/ready").status() == 200;
    }

    /** The value of a metric, by the beginning of its line; 0 where there is none. */
    double metric(String line) {
      return ask("/metrics")
          .body()
          .lines()
          .filter(text -> text.startsWith(line + " "))
          .mapToDouble(text -> Double.parseDouble(text.substring(line.length() + 1)))
          .findFirst()
          .orElse(0);
    }
  }

  record Answer(int status, String body) {}

  PlatformBench(Path folder) throws IOException, QueueException {
    this.folder = folder;
    platform = new TestPlatform(folder);
    environment.put("AUDIO_PROCESSOR_DB_URL", platform.databaseUrl());
    environment.put("AUDIO_PROCESSOR_DB_USER", platform.databaseUser());
    environment.put("AUDIO_PROCESSOR_DB_PASSWORD", PASSWORD);
    environment.put("AUDIO_PROCESSOR_BUCKET", S3Server.BUCKET);
    environment.put("AUDIO_PROCESSOR_ENDPOINT", platform.bucketEndpoint());
    environment.put("AUDIO_PROCESSOR_REGION", S3Server.REGION);
    environment.put("AUDIO_PROCESSOR_PATH_STYLE", "true");
    environment.put("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
  }

  UploadQueue queue() {
    return platform.queue();
  }

  ObjectStore store() {
    return platform.store();
  }

  TcpProxy wayToDatabase() {
    return platform.wayToDatabase();
  }

  TcpProxy wayToBucket() {
    return platform.wayToBucket();
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

  void upload(String fileName, double seconds) throws IOException, QueueException {
    platform.upload(fileName, seconds);
  }

  /** A worker with a health port of its own and a workspace of its own. */
  Running worker(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("worker", "--threads", "1"));
    int port = freePort();
    all.addAll(List.of("--health-port", Integer.toString(port)));
    all.addAll(List.of(arguments));
    return start(port, all);
  }

  Running run(String... arguments) throws IOException, InterruptedException {
    Running running = start(0, List.of(arguments));
    if (!running.process().waitFor(120, java.util.concurrent.TimeUnit.SECONDS)) {
      throw new IllegalStateException("the command did not end: " + running.log());
    }
    return running;
  }

  private Running start(int port, List<String> arguments) throws IOException {
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    started.forEach(running -> running.process().destroyForcibly());
    platform.close();
  }
}
