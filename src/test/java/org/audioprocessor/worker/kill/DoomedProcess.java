package org.audioprocessor.worker.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.app.BuildInfo;

/** The parent's end of a {@link DoomedWorker}; closing it kills the process. */
final class DoomedProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final Path log;

  private DoomedProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  static DoomedProcess start(Path workspace, CheckpointTrigger.Then then, String moment, int times)
      throws IOException {
    return start(
        DoomedWorker.class,
        workspace,
        workspace.toString(),
        then.name(),
        moment,
        Integer.toString(times));
  }

  /** One that works until its input ends. */
  static DoomedProcess startEnduring(Path workspace) throws IOException {
    return start(EnduringWorker.class, workspace, workspace.toString());
  }

  /** Starts one with the program's own flags. */
  private static DoomedProcess start(Class<?> program, Path workspace, String... arguments)
      throws IOException {
    Path log = workspace.resolveSibling(workspace.getFileName() + ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + options(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new DoomedProcess(process, log);
  }

  private static Path options() throws IOException {
    try {
      URI file =
          Objects.requireNonNull(BuildInfo.class.getResource("/org/audioprocessor/jvm.options"))
              .toURI();
      return Path.of(file);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Returns at the moment for which it was started. */
  void awaitMoment() throws IOException {
    awaitLine(DoomedWorker.REACHED);
  }

  /** Returns when a claim of it has ended; how. */
  String awaitEnding() throws IOException {
    return awaitLine(DoomedWorker.ENDED).substring(DoomedWorker.ENDED.length());
  }

  private String awaitLine(String beginning) throws IOException {
    StringBuilder heard = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
      heard.append(line).append('\n');
    }
    throw new IOException(
        "The child ended before it said “%s”:%n%s%s"
            .formatted(beginning, heard, Files.readString(log)));
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its input ends; returns whether it has ended by itself without an error. */
  boolean end(Duration atMost) throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** SIGSTOP. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT, and the thread that waited goes on. */
  void wake() throws IOException, InterruptedException {
    goOn();
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** SIGCONT. */
  void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill " + name + " failed");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
