package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.worker.WorkerEvent.PoolPaused;
import org.audioprocessor.worker.WorkerEvent.TrackBackedOff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A platform may insert the row first and upload the object afterwards. */
abstract class LateFileContract {
  private static final String NAME = "late.wav";

  @TempDir Path folder;

  abstract ObjectStore bucket() throws IOException;

  private WorkerFixture open() throws Exception {
    return new WorkerFixture(folder, EmbeddedDatabase.open(folder.resolve("queue")), bucket());
  }

  /** A platform that writes local times behind UTC makes its new rows hours old. */
  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void anObjectThatArrivesAfterItsRowIsPublished(int hoursBehindUtc) throws Exception {
    try (WorkerFixture work = open()) {
      work.queue.add(new Upload(NAME, NAME));
      work.sql(
          "UPDATE Uploads SET uploaded_at = uploaded_at - INTERVAL '" + hoursBehindUtc + "' HOUR");
      Workload picked = new Workload.These(List.of(NAME));
      try (WorkerPool pool = work.start(picked, Duration.ofHours(1))) {
        await().until(() -> work.heard(TrackBackedOff.class).size() > 5);
        assertThat(work.heard(TrackBackedOff.class).getFirst().sentence())
            .contains("may not have ended");
        work.toneArrives(NAME);
        assertThat(pool.await(Patience.LONGEST)).isTrue();
        assertThat(pool.tally()).isEqualTo(new Tally(1, 0, 0, null));
      }
      assertThat(work.row(NAME).errorMessage()).isNull();
      assertThat(work.heard(PoolPaused.class)).isEmpty();
    }
  }

  @Test
  void anObjectThatNeverArrivesFailsItsUploadWithASentence() throws Exception {
    try (WorkerFixture work = open()) {
      work.queue.add(new Upload(NAME, NAME));
      try (WorkerPool pool = work.start(new Workload.AllThatWait(), Duration.ZERO)) {
        assertThat(pool.await(Patience.LONGEST)).isTrue();
        assertThat(pool.tally()).isEqualTo(new Tally(0, 1, 0, null));
      }
      assertThat(work.heard(TrackBackedOff.class)).hasSize(4);
      assertThat(work.row(NAME).status()).isEqualTo(UploadStatus.FAILED);
      assertThat(work.row(NAME).errorMessage())
          .isEqualTo(
              "The raw file “late.wav” is not in the bucket. Upload it again. It was tried 5"
                  + " times.");
    }
  }

  @Test
  void anOldRowIsNotWaitedForLongerThanFiveTries() throws Exception {
    try (WorkerFixture work = open()) {
      work.queue.add(new Upload(NAME, NAME));
      work.sql("UPDATE Uploads SET uploaded_at = uploaded_at - INTERVAL '2' DAY");
      try (WorkerPool pool = work.start(new Workload.AllThatWait(), Duration.ofHours(1))) {
        assertThat(pool.await(Patience.LONGEST)).isTrue();
        assertThat(pool.tally().failed()).isEqualTo(1);
      }
    }
  }
}
