package org.audioprocessor.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.audioprocessor.testing.HealthPort;

/** A worker that was started by the launcher of an installed program, and what it took. */
final class InstalledWorker {
  private static final int CLOCK_TICKS_A_SECOND = 100;
  private static final int USER_TIME = 11;
  private static final Pattern SPACE = Pattern.compile(" ");
  private static final String PUBLISHED =
      "audio_processor_tracks_total{kind=\"\",outcome=\"published\"}";

  private final Process process;
  private final HealthPort port;
  private final Path workspace;
  private long mostKilobytes;
  private long mostOwnKilobytes;
  private double cpuSeconds;
  private double published;

  private InstalledWorker(Process process, HealthPort port, Path workspace) {
    this.process = process;
    this.port = port;
    this.workspace = workspace;
  }

  /**
   * Starts one.
   *
   * @param environment what an operator gives it; nothing else is known to it but the locale
   */
  static InstalledWorker start(
      Path launcher, Map<String, String> environment, Path workspace, HealthPort port, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                launcher.toString(),
                "worker",
                "--threads",
                "1",
                "--log-format",
                "json",
                "--workspace",
                workspace.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("AUDIO_PROCESSOR_HEALTH_PORT", Integer.toString(port.number()));
    return new InstalledWorker(builder.start(), port, workspace);
  }

  HealthPort port() {
    return port;
  }

  Path workspace() {
    return workspace;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether an owner of a claim, as the queue names it, is this worker. */
  boolean is(String owner) {
    return owner.endsWith(" " + process.pid());
  }

  /** Looks at memory, CPU time and the count of what it published. */
  void look() throws IOException {
    if (!process.isAlive()) {
      return; // another one may have its port by now
    }
    long all = 0;
    double cpu = 0;
    for (ProcessHandle one : withChildren()) {
      long kilobytes = residentKilobytes(one.pid());
      all += kilobytes;
      cpu += cpuSeconds(one.pid());
      if (one.pid() == process.pid()) {
        mostOwnKilobytes = Math.max(mostOwnKilobytes, kilobytes);
      }
    }
    mostKilobytes = Math.max(mostKilobytes, all);
    cpuSeconds = Math.max(cpuSeconds, cpu);
    published = Math.max(published, port.metric(PUBLISHED));
  }

  /** It and all that it started, those that live. */
  List<ProcessHandle> withChildren() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** Its exit status after SIGTERM; kills it and answers −1 if it does not end in time. */
  int end(long seconds) throws InterruptedException {
    process.destroy();
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      return process.exitValue();
    }
    process.destroyForcibly().waitFor();
    return -1;
  }

  /** Alone, without its children; the most that was seen. */
  long mostOwnMegabytes() {
    return mostOwnKilobytes / 1024;
  }

  /** With its children; the most that was seen. */
  long mostMegabytes() {
    return mostKilobytes / 1024;
  }

  /** With its children, as far as it was looked at. */
  double cpuSeconds() {
    return cpuSeconds;
  }

  /** As its metrics said last. */
  long published() {
    return Math.round(published);
  }

  private static long residentKilobytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (Files.notExists(status)) {
      return 0; // it has just ended
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }

  /** Its own and that of children that have ended: fields 14 to 17 of proc(5)'s stat. */
  private static double cpuSeconds(long pid) throws IOException {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (Files.notExists(stat)) {
      return 0;
    }
    String text = Files.readString(stat);
    String afterName = text.substring(text.lastIndexOf(')') + 2);
    long ticks =
        SPACE.splitAsStream(afterName).skip(USER_TIME).limit(4).mapToLong(Long::parseLong).sum();
    return (double) ticks / CLOCK_TICKS_A_SECOND;
  }
}
