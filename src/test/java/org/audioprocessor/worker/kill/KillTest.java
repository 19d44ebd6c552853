package org.audioprocessor.worker.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills workers at every checkpoint; the next worker must restore the invariants. */
class KillTest {
  private static final boolean LONG = Boolean.getBoolean("soak");
  private static final int ROUNDS = Integer.getInteger("kill.rounds", LONG ? 5 : 1);
  private static final long SEED =
      Long.getLong("kill.seed", LONG ? new Random().nextInt(1_000_000) : 1);

  @TempDir private Path folder;

  @Test
  void onPostgresAndS3TheNextOneFinishesWhereverAWorkerIsKilled() throws Exception {
    kill("PostgreSQL and S3", BackendKind.postgres(folder), List.of(KillPoint.values()));
  }

  @Test
  void onMariaDbAndS3TheNextOneFinishesWhereverAWorkerIsKilled() throws Exception {
    kill("MariaDB and S3", BackendKind.mariaDb(folder), drawn(5));
  }

  @Test
  void inAWorkspaceOfFilesTheNextOneFinishesWhereverAWorkerIsKilled() throws Exception {
    kill("files", BackendKind.EMBEDDED, drawn(8));
  }

  /** All of them in the long form. */
  private static List<KillPoint> drawn(int points) {
    List<KillPoint> all = new ArrayList<>(List.of(KillPoint.values()));
    Collections.shuffle(all, new Random(SEED + points));
    return LONG ? all : all.subList(0, points);
  }

  private void kill(String name, BackendKind backendKind, List<KillPoint> points) throws Exception {
    try (Workspaces workspaces = new Workspaces(folder, backendKind)) {
      assertThat(new KillRounds(workspaces, SEED).run(name, points, ROUNDS)).isEmpty();
    }
  }
}
