package org.audioprocessor.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.process.Stage;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.generation.Generation;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.worker.WorkerEvent.TrackProgress;
import org.audioprocessor.worker.WorkerEvent.TrackReleased;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rendered and stored track whose claim ended early is published without a second encode. */
class ResumedPublicationTest {
  private static final String TRACK = "mwonya_audio_tracks/a/";

  @TempDir private Path folder;
  private WorkerFixture work;

  @BeforeEach
  void open() throws Exception {
    work = new WorkerFixture(folder);
    work.tone("a.wav");
  }

  @AfterEach
  void close() throws Exception {
    work.close();
  }

  private static Faults refusesPutsOf(String keyEnd) {
    return Faults.at(
        Faults.Operation.PUT, keyEnd, new Faults.FailBefore(StorageException.Kind.UNAVAILABLE));
  }

  /** A worker releases the claim because the bucket fails in the publication, and is stopped. */
  private void releaseAt(String keyEnd) {
    work.faults = refusesPutsOf(keyEnd);
    try (WorkerPool pool = work.start(new Workload.UntilStopped(), 1)) {
      await().until(() -> !work.heard(TrackReleased.class).isEmpty());
      pool.stop();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }
    work.faults = Faults.none();
    assertThat(renders()).isEqualTo(1);
  }

  /** Number of claims that have encoded. */
  private long renders() {
    return work.heard(TrackProgress.class).stream()
        .filter(event -> event.progress().stage() == Stage.RENDER)
        .map(event -> event.claim().token())
        .distinct()
        .count();
  }

  private List<GenerationTry> tries() throws Exception {
    return work.queue.generations().of("a").stream().map(Generation::id).toList();
  }

  private byte[] bytes(String key) throws Exception {
    try (ObjectStore bucket = bucket();
        InputStream in = bucket.get(key)) {
      return in.readAllBytes();
    }
  }

  private ObjectStore bucket() throws Exception {
    return new FolderObjectStore(folder.resolve("bucket"));
  }

  private void requirePublishedOnce() throws Exception {
    assertThat(work.row("a.wav").status()).isEqualTo(UploadStatus.COMPLETED);
    assertThat(tries()).containsExactly(new GenerationTry("a", 1, 0));
    String copies = TRACK + "generations/g0001/";
    assertThat(work.keys(copies)).hasSize(6);
    for (String copy : work.keys(copies)) {
      String fixed = TRACK + copy.substring(copies.length());
      assertThat(bytes(fixed)).as(fixed).isEqualTo(bytes(copy));
    }
    assertThat(work.queue.generations().keys(new GenerationTry("a", 1, 0)))
        .containsAll(work.keys(TRACK + "generations/"))
        .containsAll(work.keys(TRACK + "low/segment"));
  }

  /** The names of the last two rounds. */
  @ParameterizedTest
  @ValueSource(strings = {"a/low/playlist.m3u8", "a/metadata.json", "a/playlist.m3u8"})
  void anotherWorkerPublishesWhatWasRenderedBefore(String unavailable) throws Exception {
    releaseAt(unavailable);

    assertThat(work.processAll().succeeded()).isEqualTo(1);

    assertThat(renders()).isEqualTo(1);
    requirePublishedOnce();
    assertThat(work.outcomes("a.wav"))
        .contains(Attempt.Outcome.COMPLETED)
        .doesNotContain(Attempt.Outcome.FAILED, Attempt.Outcome.RETRY);
  }

  @Test
  void theSameWorkerPublishesItWhenTheBucketIsBack() throws Exception {
    work.faults = refusesPutsOf("a/playlist.m3u8");
    try (WorkerPool pool = work.start(new Workload.AllThatWait(), 1)) {
      // the probe finds a bucket that works, so the claim is taken and released again
      await().until(() -> work.heard(TrackReleased.class).size() >= 2);
      work.faults = Faults.none();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(pool.tally().succeeded()).isEqualTo(1);
    }

    assertThat(renders()).isEqualTo(1);
    requirePublishedOnce();
  }

  @Test
  void copiesThatAreMissingAreWritten() throws Exception {
    releaseAt("a/playlist.m3u8");
    try (ObjectStore bucket = bucket()) {
      bucket.delete(TRACK + "generations/g0001/low/playlist.m3u8");
    }

    assertThat(work.processAll().succeeded()).isEqualTo(1);

    assertThat(renders()).isEqualTo(1);
    requirePublishedOnce();
  }

  /** Removes or changes an object of the first try, or the raw file. */
  private void disturb(String what) throws Exception {
    String m4a = TRACK + "generations/g0001/a.m4a";
    String segment = work.keys(TRACK + "med/segment").getFirst();
    String record = work.keys(TRACK + "generations/g0001-").getFirst();
    try (ObjectStore bucket = bucket()) {
      switch (what) {
        case "segment missing" -> bucket.delete(segment);
        case "segment changed" -> put(bucket, segment, changed(bytes(segment)));
        case "M4A missing" -> bucket.delete(m4a);
        case "M4A changed" -> put(bucket, m4a, changed(bytes(m4a)));
        case "record missing" -> bucket.delete(record);
        case "record forged" ->
            put(bucket, record, new String(bytes(record), UTF_8).replace("\"a.wav\"", "\"b.wav\""));
        case "another raw file" -> put(bucket, "tracks/a.wav", changed(bytes("tracks/a.wav")));
        default -> throw new IllegalArgumentException(what);
      }
    }
  }

  private static void put(ObjectStore bucket, String key, String text) throws Exception {
    put(bucket, key, text.getBytes(UTF_8));
  }

  private static void put(ObjectStore bucket, String key, byte[] bytes) throws Exception {
    bucket.put(key, Body.of(bytes), PutOptions.defaults());
  }

  private static byte[] changed(byte[] bytes) {
    byte[] other = bytes.clone();
    other[other.length - 1] ^= 1;
    return other;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "segment missing",
        "segment changed",
        "M4A missing",
        "M4A changed",
        "record missing",
        "record forged",
        "another raw file"
      })
  void whatIsNotAsItWasRenderedIsEncodedAgain(String what) throws Exception {
    releaseAt("a/playlist.m3u8");
    disturb(what);

    assertThat(work.processAll().succeeded()).isEqualTo(1);

    assertThat(renders()).isEqualTo(2);
    assertThat(work.queue.generations().current("a").orElseThrow().id())
        .isEqualTo(new GenerationTry("a", 2, 0));
    assertThat(new String(bytes(TRACK + "low/playlist.m3u8"), UTF_8)).contains("segment_g0002a");
  }
}
