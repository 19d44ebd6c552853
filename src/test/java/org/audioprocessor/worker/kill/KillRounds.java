package org.audioprocessor.worker.kill;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.worker.kill.KillPoint.Situation;

/** Kills a worker at each of the given points several times; the next worker finishes. */
final class KillRounds {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final int AT_ONCE = 4;
  private static final int LONGEST_AFTERWARDS_MS = 300;

  private final Workspaces workspaces;
  private final long seed;
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger kills = new AtomicInteger();

  KillRounds(Workspaces workspaces, long seed) {
    this.workspaces = workspaces;
    this.seed = seed;
  }

  /** Prints the figures; returns the violated expectations. */
  List<String> run(String ground, List<KillPoint> points, int rounds) {
    long began = System.nanoTime();
    try (ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int round = 0; round < rounds; round++) {
        for (KillPoint point : points) {
          Random random = new Random(31 * (seed * rounds + round) + point.name().hashCode());
          Run run = new Run(point, round, random);
          lanes.execute(() -> tried(run));
        }
      }
    }
    OUT.printf(
        Locale.ROOT,
        "kill -9, %s: seed %d, %d points, %d kills, %d not as they must be, %.0f s%n",
        ground,
        seed,
        points.size(),
        kills.get(),
        failures.size(),
        (System.nanoTime() - began) / 1e9);
    failures.forEach(OUT::println);
    return failures;
  }

  private record Run(KillPoint point, int round, Random random) {
    String name() {
      return point.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + round;
    }

    boolean publishedBefore() {
      return point.situation == Situation.WAITING && random.nextInt(4) == 0;
    }

    /** The first round kills at the very point; later ones any time after it as well. */
    Duration afterwards() {
      return round == 0 || random.nextBoolean()
          ? Duration.ZERO
          : Duration.ofMillis(random.nextInt(LONGEST_AFTERWARDS_MS));
    }
  }

  private void tried(Run run) {
    try {
      Path workspace =
          run.publishedBefore()
              ? workspaces.freshPublishedBefore(run.name())
              : workspaces.fresh(run.point.situation, run.name());
      kill(run, workspace);
      requireTheNextOneFinishes(run, workspace);
    } catch (Exception | AssertionError e) {
      failures.add(run.name() + ": " + e);
    }
  }

  private void kill(Run run, Path workspace) throws Exception {
    Duration afterwards = run.afterwards();
    CheckpointTrigger.Then then =
        afterwards.isZero() ? CheckpointTrigger.Then.HOLD : CheckpointTrigger.Then.GO_ON;
    try (DoomedProcess doomed = workspaces.startTo(run.point, workspace, then)) {
      doomed.awaitMoment();
      Thread.sleep(afterwards);
      doomed.kill();
      kills.incrementAndGet();
    }
  }

  private void requireTheNextOneFinishes(Run run, Path folder) throws Exception {
    boolean corrupt = run.point.situation == Situation.CORRUPT;
    byte[] raw = corrupt ? workspaces.corrupt : workspaces.song;
    try (TrackWorkspace workspace = TrackWorkspace.open(folder)) {
      WorkspaceInvariants invariants = new WorkspaceInvariants(workspace);
      invariants.requireNoTemporaryFiles();
      invariants.requireRawSomewhere(raw);
      PlayedTrack.requireWholePlaylists(workspace.store, workspace.track());
      workspace.workToTheEnd();
      if (corrupt) {
        invariants.requireFailed(raw);
      } else {
        invariants.requirePublished(workspaces.undisturbed, raw);
      }
      invariants.requireNoTemporaryFiles();
    }
  }
}
