package org.audioprocessor.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.audioprocessor.testing.HealthPort;
import org.audioprocessor.testing.Platform;
import org.audioprocessor.testing.S3Server;

/**
 * Four installed workers drain one queue while one of them is upgraded: {@code LAUNCHER
 * NEWER_LAUNCHER [TRACKS]}. Prints a table, and ends with status 1 if anything was published twice,
 * lost or left behind.
 */
public final class InstalledFleet implements AutoCloseable {
  private static final int WORKERS = 4;
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration DONE_WITHIN = Duration.ofMinutes(30);
  private static final long DRAINED_WITHIN_SECONDS = 30;
  private static final long LOOK_MILLIS = 200;

  /** What the virtual machine says after SIGTERM. */
  private static final int TERMINATED = 128 + 15;

  private final Path folder = Files.createTempDirectory("fleet");
  private final Platform platform = Platform.open(folder.resolve("s3"));
  private final FleetTables tables = new FleetTables(platform.administration());
  private final List<InstalledWorker> workers = new ArrayList<>();

  private InstalledFleet() throws IOException {}

  public static void main(String[] arguments) throws Exception {
    int tracks = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
    boolean good;
    try (InstalledFleet fleet = new InstalledFleet()) {
      good = fleet.work(Path.of(arguments[0]), Path.of(arguments[1]), tracks);
    }
    System.exit(good ? 0 : 1);
  }

  private boolean work(Path launcher, Path newer, int tracks) throws Exception {
    FleetVerdict verdict = new FleetVerdict(FleetTracks.upload(platform, tracks, folder));
    long began = System.nanoTime();
    for (int i = 0; i < WORKERS; i++) {
      start(launcher, folder.resolve("workspace" + i), HealthPort.free());
    }
    for (InstalledWorker worker : workers) {
      await(READY_WITHIN, () -> worker.port().isReady());
    }
    say("four workers ready, the first to make the tables", began);
    await(DONE_WITHIN, () -> tables.completed() >= tracks / 3);
    upgrade(newer, verdict);
    await(DONE_WITHIN, () -> tables.completed() == tracks);
    say(tracks + " tracks completed", began);
    for (InstalledWorker worker : workers.stream().filter(InstalledWorker::isAlive).toList()) {
      worker.look();
      end(worker, verdict);
    }
    verdict.lookAt(tables);
    verdict.lookAt(new BucketFolder(folder.resolve("s3").resolve(S3Server.BUCKET)));
    verdict.lookAt(platform.bucket().requests());
    new FleetTable(workers, tables).print(verdict);
    return verdict.problems().isEmpty();
  }

  private InstalledWorker start(Path launcher, Path workspace, HealthPort port) throws IOException {
    Path log = folder.resolve("worker" + workers.size() + ".log");
    Map<String, String> environment = platform.environment();
    InstalledWorker worker = InstalledWorker.start(launcher, environment, workspace, port, log);
    workers.add(worker);
    return worker;
  }

  /** As an operator does: SIGTERM in the middle of a long track, and the newer one in its place. */
  private void upgrade(Path newer, FleetVerdict verdict) throws Exception {
    await(DONE_WITHIN, () -> busy().isPresent());
    InstalledWorker old = busy().orElse(workers.getFirst());
    old.look();
    end(old, verdict);
    verdict.require(tracksOf(old), 0, "tracks still held by the worker that has ended");
    long asked = System.nanoTime();
    InstalledWorker next = start(newer, old.workspace(), old.port());
    await(READY_WITHIN, () -> next.port().isReady());
    say("the newer one ready", asked);
  }

  private long tracksOf(InstalledWorker worker) throws Exception {
    return tables.holders().values().stream().filter(worker::is).count();
  }

  /** A worker with a long track. */
  private Optional<InstalledWorker> busy() throws Exception {
    return tables.holders().entrySet().stream()
        .filter(held -> FleetTracks.isLong(held.getKey()))
        .flatMap(held -> workers.stream().filter(worker -> worker.is(held.getValue())))
        .findFirst();
  }

  private void await(Duration longest, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + longest.toNanos();
    while (!holds.call()) {
      for (InstalledWorker worker : workers) {
        worker.look();
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not within " + longest + "; logs are in " + folder);
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static void end(InstalledWorker worker, FleetVerdict verdict) throws Exception {
    List<ProcessHandle> all = worker.withChildren();
    long asked = System.nanoTime();
    int status = worker.end(DRAINED_WITHIN_SECONDS);
    say("from SIGTERM to the end with status " + status, asked);
    verdict.require(status, TERMINATED, "exit status of a worker");
    verdict.lookAt(all.stream());
    verdict.lookAtWorkspace(worker.workspace());
  }

  private static void say(String what, long began) {
    System.out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - began) / 1e9, what);
  }

  @Override
  public void close() throws IOException {
    for (InstalledWorker worker : workers) {
      worker.withChildren().forEach(ProcessHandle::destroyForcibly);
    }
    platform.close();
  }
}
