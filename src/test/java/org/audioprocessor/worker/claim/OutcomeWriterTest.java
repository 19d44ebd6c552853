package org.audioprocessor.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.queue.Attempt.Outcome;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.SettableClock;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerFixture;
import org.audioprocessor.worker.environment.CircuitBreaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeWriterTest {
  @TempDir private Path folder;
  private WorkerFixture work;
  private Claim claim;
  private boolean outOfTime;
  private final AtomicInteger asked = new AtomicInteger();
  private final List<WorkerEvent> events = new ArrayList<>();

  @BeforeEach
  void claim() throws Exception {
    work = new WorkerFixture(folder);
    work.queue.add(new Upload("a", "a.wav"));
    claim = work.queue.claim("me", Duration.ofSeconds(60)).orElseThrow();
  }

  @AfterEach
  void close() throws Exception {
    work.close();
  }

  private OutcomeWriter settlement() {
    CircuitBreaker breaker =
        new CircuitBreaker((why, name) -> {}, new SettableClock(), events::add);
    return new OutcomeWriter(work.queue, breaker, () -> outOfTime);
  }

  private static QueueException away() {
    return new QueueException(
        QueueException.Kind.UNAVAILABLE, "The database does not answer.", null);
  }

  @Test
  void anAnswerThatWasLostAfterTheCommitIsFoundInTheHistory() throws Exception {
    boolean written =
        settlement()
            .write(
                claim,
                Outcome.COMPLETED,
                queue -> {
                  boolean yes = queue.completed(claim, null, "done", Result.UNKNOWN);
                  if (asked.incrementAndGet() == 1) {
                    throw away();
                  }
                  return yes;
                });
    assertThat(written).isTrue();
    assertThat(work.row("a").status()).isEqualTo(UploadStatus.COMPLETED);
    assertThat(events).containsExactly(new WorkerEvent.PoolPaused("The database does not answer."));
  }

  @Test
  void aClaimThatWasLostMeanwhileIsNotTakenForWritten() {
    boolean written =
        settlement()
            .write(
                claim,
                Outcome.COMPLETED,
                queue -> {
                  if (asked.incrementAndGet() == 1) {
                    work.sql("UPDATE Uploads SET processing_status = '0'");
                    throw away();
                  }
                  return queue.completed(claim, null, "done", Result.UNKNOWN);
                });
    assertThat(written).isFalse();
  }

  @Test
  void aProcessThatMustEndDoesNotWaitForTheDatabase() {
    outOfTime = true;
    boolean written =
        settlement()
            .write(
                claim,
                Outcome.RELEASED,
                queue -> {
                  asked.incrementAndGet();
                  throw away();
                });
    assertThat(written).isFalse();
    assertThat(asked).hasValue(1);
  }
}
