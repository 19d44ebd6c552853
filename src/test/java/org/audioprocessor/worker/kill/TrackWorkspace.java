package org.audioprocessor.worker.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.loudness.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.pipeline.Encoder;
import org.audioprocessor.pipeline.Pipeline;
import org.audioprocessor.pipeline.RenderSettings;
import org.audioprocessor.pipeline.TrackRun;
import org.audioprocessor.queue.Dialect;
import org.audioprocessor.queue.EmbeddedDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.storage.FolderObjectStore;
import org.audioprocessor.storage.ObjectKeys;
import org.audioprocessor.storage.ObjectLayout;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.TemporaryFolders;
import org.audioprocessor.storage.TrackId;
import org.audioprocessor.storage.TrackKeys;
import org.audioprocessor.worker.RetryPolicy;
import org.audioprocessor.worker.WorkerListener;
import org.audioprocessor.worker.WorkerPool;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.Workload;
import org.audioprocessor.worker.Workplace;

/** A workspace with one upload of one short track, and real parts. */
final class TrackWorkspace implements AutoCloseable {
  static final String FILE_NAME = "Song.wav";
  static final String UPLOAD_ID = "the upload";
  static final double SEGMENT_SECONDS = 2;
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration LONGEST_WORK = Duration.ofSeconds(60);
  private static final RenderSettings SETTINGS =
      new RenderSettings(
          Ladder.DEFAULT,
          SEGMENT_SECONDS,
          NormalisationPolicy.DEFAULT,
          Encoder.QUICK,
          MediaLimits.DEFAULT);

  final Path folder;
  final ObjectStore store;
  final ObjectKeys keys = new ObjectKeys(ObjectLayout.defaults());
  final UploadQueue queue;
  private final EmbeddedDatabase database;
  private final TemporaryFolders temporary;

  private TrackWorkspace(Path folder, Moments moments, ConnectionsInUse open)
      throws IOException, QueueException {
    this.folder = folder;
    temporary = TemporaryFolders.open(folder.resolve("tmp"));
    store = new MomentStore(new FolderObjectStore(folder.resolve("bucket")), moments);
    database = EmbeddedDatabase.open(folder.resolve("queue"));
    queue = new UploadQueue(MomentConnections.of(database.dataSource(), moments, open), Dialect.H2);
  }

  static TrackWorkspace open(Path folder, Moments moments, ConnectionsInUse open)
      throws IOException, QueueException {
    return new TrackWorkspace(folder, moments, open);
  }

  static TrackWorkspace open(Path folder) throws IOException, QueueException {
    return open(folder, Moments.UNHEARD, new ConnectionsInUse());
  }

  TrackKeys track() throws StorageException {
    return keys.track(TrackId.of(FILE_NAME));
  }

  /** Works until it is told to stop. */
  WorkerPool work(WorkerListener listener) {
    TrackRun run =
        new TrackRun(store, keys, temporary, SETTINGS, new Pipeline.Program("Test", "8"));
    RetryPolicy quick =
        new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(20), new Random(3));
    String owner = "process " + ProcessHandle.current().pid();
    return WorkerPool.start(
        new Workplace(queue, run, run.rawFiles()),
        new Workload.UntilStopped(),
        1,
        new WorkerSettings(owner, LEASE, Duration.ofMillis(100), quick, null),
        listener);
  }

  /** Works until the upload has its final status. */
  UploadRow workToTheEnd() throws QueueException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST_WORK.toNanos();
    try (WorkerPool pool = work(WorkerListener.NONE)) {
      UploadRow row = row();
      while (row.status() != UploadStatus.COMPLETED && row.status() != UploadStatus.FAILED) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("still unfinished: " + row + ", " + queue.history(UPLOAD_ID));
        }
        Thread.sleep(20);
        row = row();
      }
      pool.drain();
      if (!pool.await(Duration.ofSeconds(10))) {
        throw new AssertionError("the pool did not end");
      }
      return row;
    }
  }

  UploadRow row() throws QueueException {
    return queue.get(UPLOAD_ID).orElseThrow(() -> new AssertionError("the row is lost"));
  }

  /** Those of other processes, and what this one has in its own. */
  List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> work = Files.walk(folder.resolve("tmp"));
        Stream<Path> puts = Files.walk(folder.resolve("bucket/.store/tmp"))) {
      return Stream.concat(work, puts)
          .filter(path -> !path.getFileName().toString().equals("sweep.lock"))
          .filter(path -> !path.getFileName().toString().equals("tmp"))
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    temporary.close();
    store.close();
    database.close();
  }
}
