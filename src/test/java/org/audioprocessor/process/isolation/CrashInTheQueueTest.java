package org.audioprocessor.process.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.StoreTrackProcessor;
import org.audioprocessor.process.isolation.FaultyChild.Fault;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.worker.RetryPolicy;
import org.audioprocessor.worker.WorkerPool;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.Workload;
import org.audioprocessor.worker.claim.PoolServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A native crash among the tracks of a worker. */
class CrashInTheQueueTest {
  private static final int OTHERS = 20;

  @TempDir Path folder;

  private static WorkerSettings settings() {
    RetryPolicy quick =
        new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(20), new Random(3));
    return new WorkerSettings(
        "the test", Duration.ofSeconds(60), Duration.ofMillis(100), quick, null);
  }

  @Test
  void theTrackFailsAfterThreeTriesAndTwentyOthersAreMade() throws Exception {
    try (Children children = Children.faulty(folder, ChildLimits.of(MediaLimits.DEFAULT));
        EmbeddedDatabase database = EmbeddedDatabase.open(folder.resolve("queue"));
        FolderObjectStore store = new FolderObjectStore(folder.resolve("bucket"))) {
      UploadQueue queue = new UploadQueue(database.dataSource(), Dialect.H2);
      byte[] music = Files.readAllBytes(children.music("made.wav", 1));
      for (int i = 0; i < OTHERS; i++) {
        upload(store, queue, "fine " + i + ".wav", music);
      }
      upload(store, queue, Fault.SEGFAULT + ".wav", music);
      StoreTrackProcessor run = children.runOn(store);

      work(new PoolServices(queue, run, run.rawFiles()));

      UploadRow crashed = queue.get(Fault.SEGFAULT + ".wav").orElseThrow();
      assertThat(crashed.status()).isEqualTo(UploadStatus.FAILED);
      assertThat(crashed.errorMessage())
          .startsWith("The decoder crashed on this file.")
          .endsWith("It was tried 3 times.");
      assertThat(queue.history(Fault.SEGFAULT + ".wav")).hasSize(3);
      for (int i = 0; i < OTHERS; i++) {
        assertThat(queue.get("fine " + i + ".wav").orElseThrow().status())
            .isEqualTo(UploadStatus.COMPLETED);
      }
    }
  }

  private static void upload(
      FolderObjectStore store, UploadQueue queue, String fileName, byte[] bytes)
      throws IOException, QueueException {
    store.put("tracks/" + fileName, Body.of(bytes), PutOptions.defaults());
    queue.add(new Upload(fileName, fileName));
  }

  private static void work(PoolServices services) {
    try (WorkerPool pool =
        WorkerPool.start(services, new Workload.AllThatWait(), 2, settings(), event -> {})) {
      assertThat(pool.await(Duration.ofMinutes(3))).isTrue();
      assertThat(pool.tally().failed()).isEqualTo(1);
      assertThat(pool.tally().succeeded()).isEqualTo(OTHERS);
    }
  }
}
