package org.audioprocessor.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.Pipeline;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.StoreTrackProcessor;
import org.audioprocessor.process.render.Encoder;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.QueueDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.ObjectLayout;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.worker.claim.PoolServices;

/** A workspace with real parts, in which a test may disturb the store, the rows and the runs. */
public final class WorkerFixture implements AutoCloseable {
  /** So long that no claim runs out however slow the machine is. */
  static final Duration LEASE = Duration.ofMinutes(10);

  private static final RenderSettings SETTINGS =
      new RenderSettings(
          Ladder.DEFAULT, 10, NormalisationPolicy.DEFAULT, Encoder.QUICK, MediaLimits.DEFAULT);

  private final Path folder;
  private final QueueDatabase database;
  private final ObjectStore bucket;
  final FlakyObjectStore store;
  private final TemporaryFolders temporary;
  public final UploadQueue queue;
  final InterceptedRuns runs;
  final List<WorkerEvent> events = new CopyOnWriteArrayList<>();
  public volatile Faults faults = Faults.none();

  /** Of pools that start from now on. */
  Duration lease = LEASE;

  private final StoreTrackProcessor trackRun;

  @SuppressWarnings("MustBeClosed")
  public // closed together
  WorkerFixture(Path folder) throws IOException, QueueException {
    this(folder, EmbeddedDatabase.open(folder.resolve("queue")));
  }

  /** On a database that is open; closes it. */
  @SuppressWarnings("MustBeClosed") // closed together
  WorkerFixture(Path folder, QueueDatabase database) throws IOException {
    this(folder, database, new FolderObjectStore(folder.resolve("bucket")));
  }

  /** On a database and a bucket that are open; closes both. */
  WorkerFixture(Path folder, QueueDatabase database, ObjectStore bucket) throws IOException {
    this.folder = folder;
    this.database = database;
    this.bucket = bucket;
    store = new FlakyObjectStore(bucket, (call, what, key) -> faults.next(call, what, key));
    temporary = TemporaryFolders.open(folder.resolve("tmp"));
    queue = database.queue();
    trackRun =
        new StoreTrackProcessor(
            store,
            new ObjectKeys(ObjectLayout.defaults()),
            temporary,
            SETTINGS,
            new Pipeline.Program("Test", "8"));
    runs = new InterceptedRuns(trackRun);
  }

  public PoolServices place() {
    return new PoolServices(queue, runs, trackRun.rawFiles());
  }

  public PoolServices place(UploadQueue other) {
    return new PoolServices(other, runs, trackRun.rawFiles());
  }

  /** Another queue on the same database, whose connections a test disturbs. */
  public UploadQueue queueOver(InterceptedDatabase disturbed) {
    return new UploadQueue(disturbed.over(dataSource()), database.dialect());
  }

  static WorkerSettings settings() {
    return settings(LEASE);
  }

  private static WorkerSettings settings(Duration lease) {
    RetryPolicy quick =
        new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(20), new Random(3));
    return new WorkerSettings("the test", lease, Duration.ofMillis(100), quick, null);
  }

  WorkerPool start(Workload workload, int slots) {
    return WorkerPool.start(place(), workload, slots, settings(lease), events::add);
  }

  /** Waits this long for raw files. */
  WorkerPool start(Workload workload, Duration lateFile) {
    RetryPolicy patient =
        new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(20), lateFile, new Random(3));
    WorkerSettings settings =
        new WorkerSettings("the test", lease, Duration.ofMillis(100), patient, null);
    return WorkerPool.start(place(), workload, 1, settings, events::add);
  }

  /** On a queue of the test's, over the same database. */
  WorkerPool start(UploadQueue other, Workload workload, int slots) {
    return WorkerPool.start(place(other), workload, slots, settings(lease), events::add);
  }

  /** Runs all that wait to the end. */
  Tally processAll() {
    try (WorkerPool pool = start(new Workload.AllThatWait(), 2)) {
      if (!pool.await(Patience.LONGEST)) {
        throw new AssertionError("the pool did not end: " + events);
      }
      return pool.tally();
    }
  }

  /** A second of tone, as a waiting upload whose id is its name. */
  void tone(String fileName) throws IOException, QueueException {
    upload(fileName, tone());
  }

  private byte[] tone() throws IOException {
    Path wav = folder.resolve("made.wav");
    AudioFiles.wav(wav, AudioFiles.sine(1, 8_000, 440, 1, 0.1), 8_000);
    return Files.readAllBytes(wav);
  }

  /** A second of tone, whose row was inserted before. */
  void toneArrives(String fileName) throws IOException {
    bucket.put("tracks/" + fileName, Body.of(tone()), PutOptions.defaults());
  }

  void upload(String fileName, byte[] bytes) throws IOException, QueueException {
    bucket.put("tracks/" + fileName, Body.of(bytes), PutOptions.defaults());
    queue.add(new Upload(fileName, fileName));
  }

  public UploadRow row(String uploadId) throws QueueException {
    return queue.get(uploadId).orElseThrow();
  }

  /** Newest first, of claims that have ended. */
  List<Attempt.Outcome> outcomes(String uploadId) throws QueueException {
    return queue.history(uploadId).stream()
        .flatMap(attempt -> Stream.ofNullable(attempt.ending().outcome()))
        .toList();
  }

  boolean isRaw(String fileName) throws StorageException {
    return bucket.exists("tracks/" + fileName);
  }

  boolean isFailed(String fileName) throws StorageException {
    return bucket.exists("failedprocessing_tracks/" + fileName);
  }

  boolean isPublished(String trackId) throws StorageException {
    return bucket.exists("mwonya_audio_tracks/" + trackId + "/playlist.m3u8");
  }

  public List<String> keys(String prefix) throws StorageException {
    try (Stream<StoredObject> listed = bucket.list(prefix)) {
      return listed.map(StoredObject::key).toList();
    }
  }

  boolean hasTemporaryFiles() throws IOException {
    try (Stream<Path> left = Files.list(temporary.folder())) {
      return left.findAny().isPresent();
    }
  }

  <E extends WorkerEvent> List<E> heard(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** As a person or another system does behind our back. */
  public int sql(String statement, Object... values) {
    try (Connection connection = dataSource().getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  private DataSource dataSource() {
    return switch (database) {
      case EmbeddedDatabase embedded -> embedded.dataSource();
      case PlatformDatabase platform -> platform.dataSource();
      default -> throw new IllegalStateException("unknown: " + database);
    };
  }

  void expireLeases() {
    sql(
        "UPDATE audio_processor_lease SET expires_at = CURRENT_TIMESTAMP(6) - INTERVAL '1' SECOND"
            + " WHERE active = 1");
  }

  @Override
  public void close() throws IOException {
    temporary.close();
    store.close();
    database.close();
  }
}
