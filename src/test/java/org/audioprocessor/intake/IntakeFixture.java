package org.audioprocessor.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.audioprocessor.intake.UploadCheck.SoundCheck;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.ClaimAnswer.Claimed;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.ObjectLayout;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.TestBucket;

/** A real queue and a real store in a folder, with hands to publish and to let time pass. */
final class IntakeFixture implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(60);

  private static final List<String> TABLES =
      List.of(
          "audio_processor_review",
          "audio_processor_result",
          "audio_processor_quality",
          "audio_processor_object",
          "audio_processor_generation",
          "audio_processor_attempt",
          "audio_processor_lease",
          "audio_processor_track",
          "Uploads");

  final Path folder;
  final ObjectStore store;
  private final TestBucket.Kind kind;
  private final TestBucket bucket;
  final ObjectKeys keys = new ObjectKeys(ObjectLayout.defaults());
  final UploadQueue queue;
  private final EmbeddedDatabase database;

  IntakeFixture(Path folder) throws IOException, QueueException {
    this(TestBucket.Kind.FOLDER, folder);
  }

  IntakeFixture(TestBucket.Kind kind, Path folder) throws IOException, QueueException {
    this.folder = folder;
    this.kind = kind;
    bucket = TestBucket.open(kind, folder.resolve("bucket"));
    store = bucket.store();
    database = EmbeddedDatabase.open(folder.resolve("queue"));
    queue = new UploadQueue(database.dataSource(), Dialect.H2);
  }

  TestBucket.Kind kind() {
    return kind;
  }

  /** As at the start; opening another database takes a second. */
  void empty() throws IOException {
    TABLES.forEach(table -> sql("DELETE FROM " + table));
    for (String key : listed("")) {
      store.delete(key);
    }
    Path journal = Files.createDirectories(folder.resolve("adding"));
    try (Stream<Path> files = Files.list(journal)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  AddUploads adding() {
    return adding(store);
  }

  AddUploads adding(ObjectStore into) {
    return new AddUploads(
        queue, into, keys, SoundCheck.inProcess(MediaLimits.DEFAULT), folder.resolve("adding"));
  }

  /** A tenth of a second of a tone; another level, other bytes. */
  Path wav(String fileName, double amplitude) {
    return AudioFiles.wav(
        folder.resolve(fileName), AudioFiles.sine(2, 44_100, 440, 0.1, amplitude), 44_100);
  }

  Claim claimed(String uploadId) throws QueueException {
    ClaimAnswer answer = queue.claim(uploadId, "a worker", LEASE);
    if (answer instanceof Claimed claimed) {
      return claimed.claim();
    }
    throw new AssertionError(answer.toString());
  }

  Claim working(String fileName) throws QueueException {
    Upload upload = new Upload("u" + System.nanoTime(), fileName);
    queue.add(upload);
    return claimed(upload.uploadId());
  }

  /**
   * Publishes like a worker: segments, copies, then the fixed names. Every text contains its
   * generation.
   */
  GenerationTry publish(String fileName) throws QueueException, StorageException {
    Claim claim = working(fileName);
    GenerationTry written = queue.generations().begin(claim).orElseThrow();
    write(claim, written);
    queue.generations().startSwitch(claim, written);
    TrackKeys fixed = track(claim.trackId());
    for (String name : names(fixed)) {
      put(fixed.folder() + name, name + " " + label(written));
    }
    if (!queue.completed(claim, written, "{}", Result.UNKNOWN)) {
      throw new AssertionError("the claim was lost");
    }
    return written;
  }

  /** The segment and the copies of a try, recorded before they are put. */
  void write(Claim claim, GenerationTry written) throws QueueException, StorageException {
    TrackKeys fixed = track(claim.trackId());
    TrackKeys copies = fixed.generation(written.generation());
    List<String> all = new ArrayList<>();
    all.add(segment(written));
    names(fixed).forEach(name -> all.add(copies.folder() + name));
    queue.generations().record(claim, written, all);
    for (String key : all) {
      put(key, key.substring(key.lastIndexOf('/') + 1) + " " + label(written));
    }
  }

  /** As in the names of segments: {@code g0007b} is the second try of generation 7. */
  static String label(GenerationTry id) {
    return String.format(Locale.ROOT, "g%04d%c", id.generation(), (char) ('a' + id.tryNumber()));
  }

  String segment(GenerationTry written) {
    return track(written.trackId()).segment("low", "segment_" + label(written) + "_00000.ts");
  }

  TrackKeys track(String trackId) {
    return keys.track(new TrackId(trackId));
  }

  /** In the order of publication. */
  static List<String> names(TrackKeys fixed) {
    return Stream.of(
            fixed.playlist("low"), fixed.m4a(), fixed.metadata(), fixed.multivariantPlaylist())
        .map(key -> key.substring(fixed.folder().length()))
        .toList();
  }

  void put(String key, String text) throws StorageException {
    store.put(key, Body.of(text.getBytes(StandardCharsets.UTF_8)), PutOptions.defaults());
  }

  String text(String key) throws IOException {
    try (var in = store.get(key)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  List<String> listed(String prefix) throws StorageException {
    try (Stream<StoredObject> objects = bucket.all().list(prefix)) {
      return objects.map(StoredObject::key).toList();
    }
  }

  void sql(String statement, Object... values) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  void daysPass(int days) {
    String shift = " - INTERVAL '" + days * 86_400L + "' SECOND";
    sql("UPDATE audio_processor_generation SET replaced_at = replaced_at" + shift);
    sql("UPDATE audio_processor_generation SET created_at = created_at" + shift);
  }

  @Override
  public void close() throws IOException {
    database.close();
    bucket.close();
  }
}
