package org.audioprocessor.worker.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.audioprocessor.testing.S3Answers;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.testing.TcpProxy;

/** Runs worker processes on one workspace and injects faults. */
final class FaultInjector implements AutoCloseable {
  /** The faults. */
  enum Fault {
    KILLED,
    FROZEN,
    DATABASE_CUT,
    BUCKET_FAULTS
  }

  private static final Duration LAST_WORK = Duration.ofSeconds(60);

  private final Path workspace;
  private final TcpProxy database;
  private final S3Server s3;
  private final Random random;
  private final List<DoomedProcess> workers = new ArrayList<>();
  private final List<Fault> next = new ArrayList<>();
  final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

  FaultInjector(Path workspace, TcpProxy database, S3Server s3, Random random) {
    this.workspace = workspace;
    this.database = database;
    this.s3 = s3;
    this.random = random;
  }

  void start(int processes) throws Exception {
    for (int i = 0; i < processes; i++) {
      workers.add(DoomedProcess.startEnduring(workspace));
    }
  }

  /** Returns when it is over. */
  void one() throws Exception {
    if (next.isEmpty()) {
      next.addAll(List.of(Fault.values()));
      Collections.shuffle(next, random);
    }
    Fault fault = next.removeLast();
    int victim = random.nextInt(workers.size());
    switch (fault) {
      case KILLED -> workers.get(victim).kill();
      case FROZEN -> {
        if (!workers.get(victim).isAlive()) {
          break;
        }
        workers.get(victim).freeze();
        pause(3, 6);
        workers.get(victim).goOn();
      }
      case DATABASE_CUT -> {
        database.refuse();
        pause(1, 5);
        database.pass();
      }
      case BUCKET_FAULTS -> {
        s3.answer(S3Answers.busy(random.nextLong(), random.nextBoolean() ? 0.5 : 1));
        pause(1, 5);
        s3.answer(S3Answers.none());
      }
    }
    faults.merge(fault, 1, Integer::sum);
    startTheDeadAgain();
  }

  /** As whatever watches over services does. */
  void startTheDeadAgain() throws Exception {
    for (int i = 0; i < workers.size(); i++) {
      if (!workers.get(i).isAlive()) {
        workers.set(i, DoomedProcess.startEnduring(workspace));
      }
    }
  }

  void pause(int fromSeconds, int toSeconds) throws InterruptedException {
    Thread.sleep(random.nextInt(fromSeconds * 1_000, toSeconds * 1_000));
  }

  /** Returns whether all ended by themselves. */
  boolean drain() throws Exception {
    boolean all = true;
    for (DoomedProcess worker : workers) {
      all &= worker.end(LAST_WORK);
    }
    return all;
  }

  @Override
  public void close() {
    workers.forEach(DoomedProcess::close);
  }
}
