package org.audioprocessor.process.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.StoreTrackProcessor;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.Mutants;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.worker.RetryPolicy;
import org.audioprocessor.worker.WorkerPool;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.Workload;
import org.audioprocessor.worker.claim.PoolServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever the bytes are: a sound or a sentence, and work goes on. */
class MalformedFilesTest {
  private static final Logger LOG = LoggerFactory.getLogger(MalformedFilesTest.class);
  private static final int DECODED = Boolean.getBoolean("soak") ? 50_000 : 300;
  private static final int QUEUED = Boolean.getBoolean("soak") ? 500 : 30;
  private static final int AT_ONCE = 2;

  @TempDir Path folder;

  private final AtomicInteger sounds = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();

  @Test
  void decodingEndsInSoundOrInASentence() throws Exception {
    Mutants mutants = Mutants.ofAllSeeds(folder);
    try (Children children = Children.real(folder);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      IsolatedFiles files = children.files();
      List<Future<Void>> all = new ArrayList<>();
      for (Mutants.Seed seed : mutants.seeds()) {
        all.add(threads.submit(decoding(files, seed)));
      }
      for (int i = 0; i < DECODED; i++) {
        all.add(threads.submit(decoding(files, mutants.mutant(i))));
      }
      for (Future<Void> one : all) {
        one.get();
      }
      assertThat(crashFiles()).isEmpty();
    }
    LOG.info(
        "{} sounds, {} refused, the slowest took {} ms",
        sounds.get(),
        refused.get(),
        slowest.get() / 1_000_000);
    assertThat(sounds.get()).isPositive();
    assertThat(refused.get()).isPositive();
  }

  private Callable<Void> decoding(IsolatedFiles files, Mutants.Seed seed) {
    return () -> {
      decode(files, seed);
      return null;
    };
  }

  private void decode(IsolatedFiles files, Mutants.Seed seed) throws IOException {
    Path file = Files.write(Files.createTempFile(folder, "mutant", ""), seed.bytes());
    long from = System.nanoTime();
    try {
      assertThat(files.overview(file, 100, new CancelToken(), Progress.NONE).seconds())
          .as(seed.name())
          .isPositive();
      sounds.incrementAndGet();
    } catch (ProcessingException e) {
      assertThat(e.getMessage()).as(seed.name()).endsWith(".");
      assertThat(e.kind())
          .as("%s: %s", seed.name(), e.getMessage())
          .isIn(FailureKind.NOT_AUDIO, FailureKind.CORRUPT, FailureKind.OVER_LIMIT);
      refused.incrementAndGet();
    } finally {
      Files.delete(file);
    }
    long taken = System.nanoTime() - from;
    slowest.accumulateAndGet(taken, Math::max);
    assertThat(Duration.ofNanos(taken)).as(seed.name()).isLessThan(Patience.LONGEST);
  }

  @Test
  void everyRowOfTheQueueEndsCompletedOrFailed() throws Exception {
    Mutants mutants = Mutants.ofAllSeeds(folder);
    Path bucket = folder.resolve("bucket");
    try (Children children = Children.real(folder);
        EmbeddedDatabase database = EmbeddedDatabase.open(folder.resolve("queue"));
        FolderObjectStore store = new FolderObjectStore(bucket)) {
      UploadQueue queue = new UploadQueue(database.dataSource(), Dialect.H2);
      for (int i = 0; i < QUEUED; i++) {
        store.put(
            "tracks/" + fileName(i),
            Body.of(mutants.mutant(1_000_000 + i).bytes()),
            PutOptions.defaults());
        queue.add(new Upload(fileName(i), fileName(i)));
      }
      StoreTrackProcessor run = children.runOn(store);
      try (WorkerPool pool =
          WorkerPool.start(
              new PoolServices(queue, run, run.rawFiles()),
              new Workload.AllThatWait(),
              AT_ONCE,
              settings(),
              event -> {})) {
        assertThat(pool.await(Patience.LONGEST.plusSeconds(10L * QUEUED))).isTrue();
      }
      for (int i = 0; i < QUEUED; i++) {
        UploadRow row = queue.get(fileName(i)).orElseThrow();
        assertThat(row.status())
            .as("%s: %s", mutants.mutant(1_000_000 + i).name(), row.errorMessage())
            .isIn(UploadStatus.COMPLETED, UploadStatus.FAILED);
        String place = row.status() == UploadStatus.FAILED ? "failedprocessing_tracks/" : "tracks/";
        assertThat(bucket.resolve(place + fileName(i))).exists();
      }
      assertThat(crashFiles()).isEmpty();
    }
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    }
  }

  private static String fileName(int number) {
    return "mutant " + number + ".mp3";
  }

  private static WorkerSettings settings() {
    RetryPolicy quick =
        new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(20), new Random(3));
    return new WorkerSettings(
        "the test", Duration.ofSeconds(60), Duration.ofMillis(100), quick, null);
  }

  private List<Path> crashFiles() throws IOException {
    try (Stream<Path> logs = Files.walk(folder.resolve("logs"))) {
      return logs.filter(file -> file.getFileName().toString().endsWith("-crash.log")).toList();
    }
  }
}
