package org.audioprocessor.worker.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.testing.PostgresServer;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.testing.TcpProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four worker processes, and a kill, a freeze, a cut of the database or a fault of the bucket every
 * 2–10 s. Properties: {@code endurance.seconds}, {@code endurance.tracks}, {@code endurance.seed}.
 */
@EnabledIfSystemProperty(named = "soak", matches = "true")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
class EnduranceTest {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final int PROCESSES = 4;
  private static final int TRACKS = Integer.getInteger("endurance.tracks", 500);
  private static final Duration DURATION =
      Duration.ofSeconds(Integer.getInteger("endurance.seconds", 1_200));
  private static final long SEED = Long.getLong("endurance.seed", new Random().nextInt(1_000_000));

  @TempDir private Path root;

  @Test
  void whateverGoesWrongEveryTrackIsPublishedOnceAndWhole() throws Exception {
    Path buckets = root.resolve("buckets");
    Path disturbed = Files.createDirectory(root.resolve("disturbed"));
    Path calm = Files.createDirectory(root.resolve("calm"));
    PostgresServer postgres = PostgresServer.shared();
    DatabaseAddress direct = postgres.newDatabase();
    OUT.printf("endurance: seed %d%n", SEED);
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", postgres.port());
        S3Server faulty = S3Server.start(buckets);
        S3Server good = S3Server.start(buckets)) {
      new WorkspaceBackend.Servers(direct, S3Server.BUCKET, good.port()).writeTo(calm);
      new WorkspaceBackend.Servers(through(proxy, direct), S3Server.BUCKET, faulty.port())
          .writeTo(disturbed);
      try (TrackWorkspace watched = TrackWorkspace.open(calm);
          FaultInjector trouble = new FaultInjector(disturbed, proxy, faulty, new Random(SEED))) {
        endure(new ManyTracks(watched, TRACKS, SEED), trouble, disturbed);
      }
    }
  }

  private static DatabaseAddress through(TcpProxy proxy, DatabaseAddress direct) {
    String port = ":" + PostgresServer.shared().port() + "/";
    return new DatabaseAddress(
        direct.jdbcUrl().replace(port, ":" + proxy.port() + "/"),
        direct.user(),
        direct.password(),
        null);
  }

  private static void endure(ManyTracks tracks, FaultInjector trouble, Path workspace)
      throws Exception {
    tracks.add();
    trouble.start(PROCESSES);
    long end = System.nanoTime() + DURATION.toNanos();
    while (System.nanoTime() < end) {
      trouble.pause(2, 10);
      trouble.one();
      tracks.read();
      tracks.keepBusy();
    }
    await()
        .atMost(Duration.ofSeconds(60 + 3L * TRACKS))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          trouble.startTheDeadAgain();
          return tracks.allEnded();
        });
    boolean drained = trouble.drain();
    tracks.check();
    int left = tracks.temporaryFilesAfterTheNextStart(workspace);
    OUT.printf(
        Locale.ROOT,
        "endurance: seed %d, %d s, %d processes, faults %s%n  %s, %d temporary files%n",
        SEED,
        DURATION.toSeconds(),
        PROCESSES,
        trouble.faults,
        tracks,
        left);
    assertThat(tracks.problems()).isEmpty();
    assertThat(left).isZero();
    assertThat(drained).as("each process ends by itself").isTrue();
  }
}
