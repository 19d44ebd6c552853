package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.RunContext;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person may do with a pool that runs. */
class WorkerPoolReinsTest {
  @TempDir private Path folder;
  private final Semaphore mayRun = new Semaphore(0);
  private WorkerFixture work;

  @BeforeEach
  void open() throws Exception {
    work = new WorkerFixture(folder);
    work.runs.before = this::waitForLeave;
    for (String name : List.of("a.wav", "b.wav", "c.wav")) {
      work.tone(name);
    }
  }

  @AfterEach
  void close() throws Exception {
    work.close();
  }

  private void waitForLeave(String fileName, RunContext context) throws ProcessingException {
    try {
      while (!mayRun.tryAcquire(10, TimeUnit.MILLISECONDS)) {
        context.cancel().check();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void morePickedUploadsAreTakenWhileItRuns() throws Exception {
    try (WorkerPool pool = work.start(new Workload.These(List.of("a.wav")), 1)) {
      await().until(() -> work.runs.runs.get() == 1);
      assertThat(pool.include(List.of("b.wav"))).isTrue();
      mayRun.release(2);
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().succeeded()).isEqualTo(2);
      assertThat(pool.include(List.of("c.wav"))).as("it has ended").isFalse();
    }
    assertThat(work.row("c.wav").status()).isEqualTo(UploadStatus.WAITING);
  }

  @Test
  void aPausedPoolFinishesWhatRunsAndBeginsNothing() throws Exception {
    try (WorkerPool pool = work.start(new Workload.AllThatWait(), 1)) {
      await().until(() -> work.runs.runs.get() == 1);
      pool.setPaused(true);
      mayRun.release(3);
      await().until(() -> pool.tally().succeeded() == 1);
      assertThat(pool.await(Duration.ofMillis(400))).as("it waits").isFalse();
      assertThat(work.runs.runs).hasValue(1);
      pool.setPaused(false);
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().succeeded()).isEqualTo(3);
    }
  }

  @Test
  void aDrainingPoolTakesNoMore() throws Exception {
    try (WorkerPool pool = work.start(new Workload.These(List.of("a.wav")), 1)) {
      await().until(() -> work.runs.runs.get() == 1);
      pool.drain();
      assertThat(pool.include(List.of("b.wav"))).isFalse();
      mayRun.release();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }
    assertThat(work.row("b.wav").status()).isEqualTo(UploadStatus.WAITING);
  }
}
