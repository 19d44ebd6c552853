package org.audioprocessor.worker.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers are killed at every point; then the next one does its work, and all is as it was. */
class KillTest {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final boolean LONG = Boolean.getBoolean("soak");
  private static final int ROUNDS = LONG ? 5 : 1;
  private static final int AT_ONCE = 6;
  private static final int LONGEST_AFTERWARDS_MS = 300;

  @TempDir private Path folder;
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger kills = new AtomicInteger();

  @Test
  void whereverAWorkerIsKilledTheNextOneFinishesItsTrack() throws Exception {
    long seed = Long.getLong("kill.seed", LONG ? new Random().nextInt(1_000_000) : 1);
    long began = System.nanoTime();
    OUT.println("kill -9: seed " + seed);
    Workspaces workspaces = new Workspaces(folder);
    try (ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (KillPoint point : KillPoint.values()) {
          Run run =
              new Run(
                  workspaces,
                  point,
                  round,
                  new Random(31 * (seed * ROUNDS + round) + point.name().hashCode()));
          lanes.execute(() -> tried(run));
        }
      }
    }
    OUT.printf(
        Locale.ROOT,
        "kill -9: seed %d, %d points, %d kills, %d not as they must be, %.0f s%n",
        seed,
        KillPoint.values().length,
        kills.get(),
        failures.size(),
        (System.nanoTime() - began) / 1e9);
    assertThat(failures).isEmpty();
  }

  private record Run(Workspaces workspaces, KillPoint point, int round, Random random) {
    String name() {
      return point.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + round;
    }

    Path workspace() throws IOException {
      boolean before = point.situation == Situation.WAITING && random.nextBoolean();
      return before
          ? workspaces.freshPublishedBefore(name())
          : workspaces.fresh(point.situation, name());
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
      Path workspace = run.workspace();
      kill(run, workspace);
      requireTheNextOneFinishes(run, workspace);
    } catch (Exception | AssertionError e) {
      failures.add(run.name() + ": " + e);
    }
  }

  private void kill(Run run, Path workspace) throws IOException, InterruptedException {
    Duration afterwards = run.afterwards();
    Tripwire.Then then = afterwards.isZero() ? Tripwire.Then.HOLD : Tripwire.Then.GO_ON;
    try (DoomedProcess doomed = run.workspaces.startTo(run.point, workspace, then)) {
      doomed.awaitMoment();
      Thread.sleep(afterwards);
      doomed.kill();
      kills.incrementAndGet();
    }
  }

  private static void requireTheNextOneFinishes(Run run, Path folder) throws Exception {
    boolean corrupt = run.point.situation == Situation.CORRUPT;
    byte[] raw = corrupt ? run.workspaces.corrupt : run.workspaces.song;
    try (TrackWorkspace workspace = TrackWorkspace.open(folder)) {
      Aftermath aftermath = new Aftermath(workspace);
      aftermath.requireNoTemporaryFiles();
      aftermath.requireRawSomewhere(raw);
      HeardTrack.requireWholePlaylists(workspace.store, workspace.track());
      workspace.workToTheEnd();
      if (corrupt) {
        aftermath.requireFailed(raw);
      } else {
        aftermath.requirePublished(run.workspaces.undisturbed, raw);
      }
      aftermath.requireNoTemporaryFiles();
    }
  }
}
