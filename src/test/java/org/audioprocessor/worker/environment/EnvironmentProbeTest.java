package org.audioprocessor.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.worker.InterceptedDatabase;
import org.audioprocessor.worker.WorkerFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentProbeTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final CountDownLatch answers = new CountDownLatch(1);
  private WorkerFixture work;

  @BeforeEach
  void open() throws Exception {
    work = new WorkerFixture(folder);
  }

  @AfterEach
  void close() throws Exception {
    answers.countDown();
    work.close();
  }

  private void awaitAnswer() {
    try {
      answers.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProcessingException failure(ThrowingCallable check) {
    return catchThrowableOfType(ProcessingException.class, check);
  }

  @Test
  void aBucketThatDoesNotAnswerIsAwayUntilItAnswersAndIsNotAskedByEverMoreThreads()
      throws Exception {
    AtomicInteger asked = new AtomicInteger();
    work.faults =
        (call, operation, key) -> {
          asked.incrementAndGet();
          awaitAnswer();
          return new Faults.None();
        };
    EnvironmentProbe environment = new EnvironmentProbe(work.place(), SHORT);
    for (int probe = 0; probe < 6; probe++) {
      ProcessingException silent = failure(() -> environment.check("a.wav"));
      assertThat(silent.kind()).isIn(FailureKind.STORE_AWAY, FailureKind.DATABASE_AWAY);
      assertThat(silent.sentence())
          .contains("did not answer", "workspace's", "disk")
          .doesNotContain("bucket", "network");
    }
    assertThat(asked.get()).isLessThanOrEqualTo(3);
    answers.countDown();
    await().untilAsserted(() -> assertThat(failure(() -> environment.check("a.wav"))).isNull());
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsAway() {
    InterceptedDatabase disturbed = new InterceptedDatabase();
    disturbed.beforeLending = this::awaitAnswer;
    EnvironmentProbe environment =
        new EnvironmentProbe(work.place(work.queueOver(disturbed)), SHORT);
    ProcessingException silent = failure(() -> environment.check("a.wav"));
    assertThat(silent.kind()).isEqualTo(FailureKind.DATABASE_AWAY);
    assertThat(silent.sentence())
        .startsWith("The workspace's database did not answer")
        .contains("disk")
        .doesNotContain("network");
  }

  @Test
  void afterARefusedPutTheProbePutsAndLeavesNothingBehind() throws Exception {
    EnvironmentProbe environment = new EnvironmentProbe(work.place(), LONG);
    ProcessingException denied =
        new ProcessingException(FailureKind.STORE_DENIED, "A put was denied.");
    work.faults =
        (call, operation, key) ->
            operation == Faults.Operation.PUT
                ? new Faults.FailBefore(StorageException.Kind.DENIED)
                : new Faults.None();
    environment.check("a.wav");
    assertThat(failure(() -> environment.check(denied, "a.wav")).kind())
        .isEqualTo(FailureKind.STORE_DENIED);
    work.faults = Faults.none();
    environment.check(denied, "a.wav");
    assertThat(work.keys("")).isEmpty();
  }

  @Test
  void afterAFailureOfTheDatabaseTheProbeWrites() throws Exception {
    EnvironmentProbe environment = new EnvironmentProbe(work.place(), LONG);
    ProcessingException away =
        new ProcessingException(FailureKind.DATABASE_AWAY, "An update failed.");
    environment.check(away, null);
    work.sql("DROP TABLE audio_processor_lease CASCADE");
    environment.check((String) null);
    assertThat(failure(() -> environment.check(away, null)).kind())
        .isEqualTo(FailureKind.DATABASE_AWAY);
  }
}
