package org.audioprocessor.worker.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.Pipeline;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.StoreTrackProcessor;
import org.audioprocessor.process.render.Encoder;
import org.audioprocessor.queue.QueueDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.ObjectLayout;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.worker.RetryPolicy;
import org.audioprocessor.worker.WorkerListener;
import org.audioprocessor.worker.WorkerPool;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.Workload;
import org.audioprocessor.worker.claim.PoolServices;

/** A workspace with one upload of a short track, and real components. */
final class TrackWorkspace implements AutoCloseable {
  static final String FILE_NAME = "Song.wav";
  static final String UPLOAD_ID = "the upload";
  static final double SEGMENT_SECONDS = 2;
  private static final int OWN_FILES = 2;

  /** Of workers that are killed or frozen: the next one waits for its end. */
  private static final Duration SHORT_LEASE = Duration.ofSeconds(2);

  /** Of workers that must not lose their claim, however slow the machine is. */
  private static final Duration LONG_LEASE = Duration.ofMinutes(10);

  private static final Duration LONGEST_WORK = Patience.LONGEST.multipliedBy(2);
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
  private final QueueDatabase database;
  private final TemporaryFolders temporary;

  private TrackWorkspace(Path folder, Checkpoints checkpoints, ConnectionsInUse open)
      throws IOException, QueueException {
    this.folder = folder;
    temporary = TemporaryFolders.open(folder.resolve("tmp"));
    WorkspaceBackend backend = WorkspaceBackend.of(folder);
    store = new CheckpointStore(backend.openStore(), checkpoints);
    WorkspaceBackend.Opened opened = backend.openDatabase();
    database = opened.database();
    queue =
        new UploadQueue(
            CheckpointConnections.of(opened.connections(), checkpoints, open), database.dialect());
  }

  static TrackWorkspace open(Path folder, Checkpoints checkpoints, ConnectionsInUse open)
      throws IOException, QueueException {
    return new TrackWorkspace(folder, checkpoints, open);
  }

  static TrackWorkspace open(Path folder) throws IOException, QueueException {
    return open(folder, Checkpoints.UNHEARD, new ConnectionsInUse());
  }

  TrackKeys track() throws StorageException {
    return keys.track(TrackId.of(FILE_NAME));
  }

  /** Works until it is told to stop. */
  WorkerPool work(WorkerListener listener) {
    return work(listener, quickRetries());
  }

  private static RetryPolicy quickRetries() {
    return new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(20), new Random(3));
  }

  /** Works until it is told to stop. */
  WorkerPool work(WorkerListener listener, RetryPolicy retries) {
    return work(listener, retries, SHORT_LEASE);
  }

  private WorkerPool work(WorkerListener listener, RetryPolicy retries, Duration lease) {
    StoreTrackProcessor run =
        new StoreTrackProcessor(
            store, keys, temporary, SETTINGS, new Pipeline.Program("Test", "8"));
    String owner = "process " + ProcessHandle.current().pid();
    return WorkerPool.start(
        new PoolServices(queue, run, run.rawFiles()),
        new Workload.UntilStopped(),
        1,
        new WorkerSettings(owner, lease, Duration.ofMillis(100), retries, null),
        listener);
  }

  /** Works until the upload has its final status. */
  UploadRow workToTheEnd() throws QueueException, InterruptedException {
    awaitEndOfLease();
    long deadline = System.nanoTime() + LONGEST_WORK.toNanos();
    try (WorkerPool pool = work(WorkerListener.NONE, quickRetries(), LONG_LEASE)) {
      UploadRow row = row();
      while (row.status() != UploadStatus.COMPLETED && row.status() != UploadStatus.FAILED) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("still unfinished: " + row + ", " + queue.history(UPLOAD_ID));
        }
        Thread.sleep(20);
        row = row();
      }
      pool.drain();
      if (!pool.await(Patience.LONGEST)) {
        throw new AssertionError("the pool did not end");
      }
      return row;
    }
  }

  /** A pool looks for dead workers when it starts, and then not before half its own lease. */
  private void awaitEndOfLease() throws QueueException, InterruptedException {
    while (isLeased()) {
      Thread.sleep(20);
    }
  }

  private boolean isLeased() throws QueueException {
    UploadRow.Lease lease = row().lease();
    Instant until = lease != null && lease.active() ? lease.expiresAt() : null;
    return until != null && Instant.now().isBefore(until.plusMillis(50));
  }

  UploadRow row() throws QueueException {
    return row(UPLOAD_ID);
  }

  UploadRow row(String uploadId) throws QueueException {
    return queue.get(uploadId).orElseThrow(() -> new AssertionError("the row is lost"));
  }

  /** All temporary files, except the empty folder of this process and its lock. */
  List<Path> temporaryFiles() throws IOException {
    List<Path> left = new ArrayList<>();
    for (Path place : List.of(folder.resolve("tmp"), folder.resolve("bucket/.store/tmp"))) {
      if (Files.exists(place)) {
        left.addAll(temporaryFiles(place));
      }
    }
    return left;
  }

  private static List<Path> temporaryFiles(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      List<Path> found =
          all.filter(path -> !path.equals(place))
              .filter(path -> !path.getFileName().toString().equals("sweep.lock"))
              .toList();
      return found.size() == OWN_FILES ? List.of() : found;
    }
  }

  @Override
  public void close() throws IOException {
    temporary.close();
    store.close();
    database.close();
  }
}
