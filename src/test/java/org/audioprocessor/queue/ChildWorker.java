package org.audioprocessor.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.queue.connect.DatabaseAddress;

/** The parent's end of a {@link QueueWorkerProcess}; closing it kills the process. */
final class ChildWorker implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildWorker(Process process) {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  static ChildWorker start(String what, Path workspace, int threads) throws IOException {
    Files.createDirectories(workspace);
    return start(what, workspace.resolve("logback.xml"), threads, List.of(workspace.toString()));
  }

  /** On a server; the folder is for its settings. */
  static ChildWorker start(String what, Path folder, int threads, DatabaseAddress address)
      throws IOException {
    List<String> place = List.of(address.jdbcUrl(), address.user(), address.password());
    return start(what, folder.resolve("logback.xml"), threads, place);
  }

  private static ChildWorker start(String what, Path quiet, int threads, List<String> place)
      throws IOException {
    Files.writeString(quiet, "<configuration/>");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dlogback.configurationFile=" + quiet,
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                QueueWorkerProcess.class.getName(),
                what,
                Integer.toString(threads)));
    command.addAll(place);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new ChildWorker(process);
  }

  /** Waits until it has the database open. */
  void awaitReady() throws IOException {
    String line = output.readLine();
    if (!"ready".equals(line)) {
      throw new IOException("The child said " + line);
    }
  }

  void begin() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Returns the next line of its output. */
  List<String> lines(int count) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (lines.size() == count) {
        break;
      }
    }
    return lines;
  }

  /** All that it still says until its end. */
  List<String> rest() throws IOException {
    return lines(Integer.MAX_VALUE);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    // by its handle, because Process.destroyForcibly also closes unread output
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
