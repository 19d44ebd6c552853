package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.PostgresServer;
import org.audioprocessor.testing.TcpProxy;
import org.audioprocessor.worker.WorkerEvent.PoolPaused;
import org.audioprocessor.worker.WorkerEvent.PoolResumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A platform's database that goes away in the midst of work. */
class DatabaseCutTest {
  private static final int UPLOADS = 6;

  /** Of the database being back. */
  private static final Duration RESUMES_WITHIN = Duration.ofSeconds(15);

  /** Shorter than the database is away. */
  private static final Duration LEASE = Duration.ofSeconds(3);

  @TempDir private Path folder;

  enum Server {
    POSTGRESQL,
    MARIADB;

    DatabaseServer server() {
      return this == POSTGRESQL ? PostgresServer.shared() : MariaDbServer.shared();
    }
  }

  private static PlatformDatabase through(TcpProxy proxy, DatabaseServer server) throws Exception {
    DatabaseAddress direct = server.newDatabase();
    String url = direct.jdbcUrl().replace(":" + server.port(), ":" + proxy.port());
    return PlatformDatabase.open(new DatabaseAddress(url, direct.user(), direct.password(), null));
  }

  private WorkerFixture workOn(PlatformDatabase database) throws IOException {
    WorkerFixture work = new WorkerFixture(folder, database);
    work.lease = LEASE;
    return work;
  }

  private static void allAreCompletedOnce(WorkerFixture work) throws Exception {
    await()
        .ignoreExceptions()
        .untilAsserted(() -> {
          for (int i = 0; i < UPLOADS; i++) {
            String uploadId = "u" + i + ".wav";
            assertThat(work.queue.get(uploadId).orElseThrow().status())
                .as("%s: %s", uploadId, work.outcomes(uploadId))
                .isEqualTo(UploadStatus.COMPLETED);
          }
        });
    for (int i = 0; i < UPLOADS; i++) {
      String uploadId = "u" + i + ".wav";
      assertThat(work.outcomes(uploadId)).containsOnlyOnce(Attempt.Outcome.COMPLETED);
      assertThat(work.outcomes(uploadId))
          .doesNotContain(Attempt.Outcome.FAILED, Attempt.Outcome.RETRY);
      assertThat(work.isPublished("u" + i)).isTrue();
    }
    assertThat(work.queue.counts())
        .containsEntry(UploadStatus.FAILED, 0L)
        .containsEntry(UploadStatus.PROCESSING, 0L);
  }

  @ParameterizedTest
  @EnumSource
  void fiveSecondsWithoutTheDatabaseLoseNothingAndWorkGoesOnByItself(Server which)
      throws Exception {
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", which.server().port());
        PlatformDatabase database = through(proxy, which.server());
        WorkerFixture work = workOn(database)) {
      for (int i = 0; i < UPLOADS; i++) {
        work.tone("u" + i + ".wav");
      }
      AtomicInteger begun = new AtomicInteger();
      work.runs.before =
          (name, context) -> {
            if (begun.incrementAndGet() == 2) {
              refuse(proxy);
            }
          };
      try (WorkerPool pool = work.start(new Workload.UntilStopped(), 2)) {
        await().until(() -> !work.heard(PoolPaused.class).isEmpty());
        Thread.sleep(5_000);
        assertThat(work.heard(PoolResumed.class)).isEmpty();
        proxy.pass();
        await().atMost(RESUMES_WITHIN).until(() -> !work.heard(PoolResumed.class).isEmpty());
        allAreCompletedOnce(work);
        pool.drain();
      }
    }
  }

  @Test
  void aNetworkThatSwallowsEverythingLosesNothing() throws Exception {
    DatabaseServer server = PostgresServer.shared();
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", server.port());
        PlatformDatabase database = through(proxy, server);
        WorkerFixture work = workOn(database)) {
      for (int i = 0; i < UPLOADS; i++) {
        work.tone("u" + i + ".wav");
      }
      AtomicInteger begun = new AtomicInteger();
      work.runs.before =
          (name, context) -> {
            if (begun.incrementAndGet() == 2) {
              proxy.blackHole();
            }
          };
      try (WorkerPool pool = work.start(new Workload.UntilStopped(), 2)) {
        await().until(() -> !work.heard(PoolPaused.class).isEmpty());
        proxy.pass();
        await().atMost(RESUMES_WITHIN).until(() -> !work.heard(PoolResumed.class).isEmpty());
        allAreCompletedOnce(work);
        pool.drain();
      }
    }
  }

  /** Commits, and loses the response: every twelfth time, from the first on. */
  @ParameterizedTest
  @EnumSource
  void commitsWhoseAnswersAreLostAreNeitherLostNorDoneTwice(Server which) throws Exception {
    try (PlatformDatabase database = PlatformDatabase.open(which.server().newDatabase());
        WorkerFixture work = workOn(database)) {
      for (int i = 0; i < UPLOADS; i++) {
        work.tone("u" + i + ".wav");
      }
      UploadQueue deaf =
          new UploadQueue(LostAnswers.of(database.dataSource(), 12), database.dialect());
      try (WorkerPool pool = work.start(deaf, new Workload.UntilStopped(), 2)) {
        allAreCompletedOnce(work);
        pool.drain();
      }
    }
  }

  /** It would rest until its lease ends, and three times so would be the end of it. */
  @ParameterizedTest
  @EnumSource
  void aClaimWhoseAnswerWasLostIsGivenBackWithTheNextOne(Server which) throws Exception {
    Duration hour = Duration.ofHours(1);
    try (PlatformDatabase database = PlatformDatabase.open(which.server().newDatabase());
        WorkerFixture work = workOn(database)) {
      work.tone("u0.wav");
      for (int i = 0; i < 5; i++) {
        UploadQueue deaf =
            new UploadQueue(
                LostAnswers.of(database.dataSource(), Integer.MAX_VALUE), database.dialect());
        assertThatExceptionOfType(QueueException.class).isThrownBy(() -> deaf.claim("us", hour));
        assertThat(work.queue.get("u0.wav").orElseThrow().status())
            .isEqualTo(UploadStatus.PROCESSING);

        Claim claim = deaf.claim("us", hour).orElseThrow();

        assertThat(claim.attempt()).isOne();
        assertThat(deaf.release(claim)).isTrue();
      }
    }
  }

  private static void refuse(TcpProxy proxy) {
    try {
      proxy.refuse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
