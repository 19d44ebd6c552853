package org.audioprocessor.process.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.process.Source;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.ObjectLayout;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.audioprocessor.testing.TestBucket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestBucket.Kind.class)
class RawFilesTest {
  private static final String NAME = "Song of a bird.wav";
  private static final String RAW = "tracks/" + NAME;
  private static final String FAILED = "failedprocessing_tracks/" + NAME;
  private static final int MOST_CALLS_OF_A_MOVE = 7;

  private final TestBucket.Kind kind;
  @TempDir private Path folder;
  private TestBucket bucket;
  private ObjectStore store;
  private final ObjectKeys keys = new ObjectKeys(ObjectLayout.defaults());

  RawFilesTest(TestBucket.Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    bucket = TestBucket.open(kind, folder.resolve("bucket"));
    store = bucket.store();
  }

  @AfterEach
  void close() throws IOException {
    bucket.close();
  }

  private RawFiles files(ObjectStore in) {
    return new RawFiles(in, keys);
  }

  private void put(String key, String text) throws StorageException {
    store.put(key, Body.of(text.getBytes(StandardCharsets.UTF_8)), PutOptions.defaults());
  }

  private Optional<String> text(String key) throws IOException {
    if (!store.exists(key)) {
      return Optional.empty();
    }
    try (InputStream in = store.get(key)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Source fetch() throws ProcessingException {
    return files(store).fetch(NAME, folder, MediaLimits.DEFAULT);
  }

  @Test
  void aFileIsFetchedFromTheRawPrefixFirst() throws Exception {
    put(RAW, "new");
    put(FAILED, "old");
    Source source = fetch();
    assertThat(source.file()).hasContent("new");
    assertThat(source.bytes()).isEqualTo(3);
    assertThat(source.sha256()).isEqualTo(store.head(RAW).orElseThrow().sha256());
  }

  @Test
  void aFileThatFailedBeforeIsFoundUnderTheFailedPrefix() throws Exception {
    put(FAILED, "old");
    assertThat(fetch().file()).hasContent("old");
  }

  @Test
  void aFileThatIsNowhereIsMissingWithASentence() {
    assertThatExceptionOfType(ProcessingException.class)
        .isThrownBy(this::fetch)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.RAW_MISSING))
        .withMessage("The raw file “Song of a bird.wav” is not in the bucket. Upload it again.");
  }

  @Test
  void aFileThatIsTooLargeIsNotEvenFetched() throws Exception {
    put(RAW, "12345");
    assertThatExceptionOfType(ProcessingException.class)
        .isThrownBy(() -> files(store).fetch(NAME, folder, MediaLimits.DEFAULT.withBytes(4)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.OVER_LIMIT));
    assertThat(folder.resolve(".raw")).doesNotExist();
  }

  /** Whatever the call at which a move is cut: an intact copy exists, and the next run ends it. */
  @Test
  void aMoveThatIsCutAtAnyCallLosesNothingAndCanBeRunAgain() throws Exception {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 1; call <= MOST_CALLS_OF_A_MOVE; call++) {
        put(RAW, "bytes");
        store.delete(FAILED);
        Faults.Fault cut =
            after
                ? new Faults.FailAfter(StorageException.Kind.UNAVAILABLE)
                : new Faults.FailBefore(StorageException.Kind.UNAVAILABLE);
        FlakyObjectStore flaky = new FlakyObjectStore(store, Faults.atCall(call, cut));
        boolean failed = moveFails(flaky);
        assertThat(failed).isEqualTo(flaky.failures() > 0);
        assertThat(text(RAW).or(() -> textUnchecked(FAILED))).contains("bytes");
        files(store).moveToFailed(NAME, PublicationGuard.ALONE);
        assertThat(text(RAW)).isEmpty();
        assertThat(text(FAILED)).contains("bytes");
      }
    }
  }

  private Optional<String> textUnchecked(String key) {
    try {
      return text(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean moveFails(ObjectStore flaky) {
    try {
      files(flaky).moveToFailed(NAME, PublicationGuard.ALONE);
      return false;
    } catch (ProcessingException e) {
      assertThat(e.kind()).isEqualTo(FailureKind.STORE_AWAY);
      return true;
    }
  }

  /** The guard is asked before the copy and again before the deletion. */
  @Test
  void aClaimThatIsLostOnTheWayDeletesNothing() throws Exception {
    for (int lostAt = 1; lostAt <= 2; lostAt++) {
      put(RAW, "bytes");
      store.delete(FAILED);
      AtomicInteger left = new AtomicInteger(lostAt);
      PublicationGuard guard =
          () -> {
            if (left.decrementAndGet() == 0) {
              throw new ProcessingException(FailureKind.LEASE_LOST, "Lost.");
            }
          };
      assertThatExceptionOfType(ProcessingException.class)
          .isThrownBy(() -> files(store).moveToFailed(NAME, guard))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.LEASE_LOST));
      assertThat(text(RAW)).contains("bytes");
      assertThat(text(FAILED).isPresent()).isEqualTo(lostAt == 2);
    }
  }

  @Test
  void aFailedFileTakesThePlaceOfAnOlderOneOfItsName() throws Exception {
    put(RAW, "newer");
    put(FAILED, "older");
    files(store).moveToFailed(NAME, PublicationGuard.ALONE);
    assertThat(text(FAILED)).contains("newer");
    assertThat(text(RAW)).isEmpty();
  }

  @Test
  void aFileThatIsReplacedWhileItIsMovedStays() throws Exception {
    put(RAW, "first");
    AtomicInteger checks = new AtomicInteger();
    PublicationGuard uploader =
        () -> {
          if (checks.incrementAndGet() == 2) {
            putUnchecked("second");
          }
        };
    files(store).moveToFailed(NAME, uploader);
    assertThat(text(RAW)).contains("second");
    assertThat(text(FAILED)).contains("first");
  }

  private void putUnchecked(String text) {
    try {
      put(RAW, text);
    } catch (StorageException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aMoveBackRestoresTheRawFileAndEndsWhatACutOneBegan() throws Exception {
    put(FAILED, "bytes");
    files(store).moveBack(NAME, PublicationGuard.ALONE);
    assertThat(text(RAW)).contains("bytes");
    assertThat(text(FAILED)).isEmpty();

    put(FAILED, "bytes");
    files(store).moveBack(NAME, PublicationGuard.ALONE);
    assertThat(text(RAW)).contains("bytes");
    assertThat(text(FAILED)).isEmpty();
  }

  @Test
  void aMoveBackNeverReplacesANewerUpload() throws Exception {
    put(FAILED, "older");
    put(RAW, "newer");
    files(store).moveBack(NAME, PublicationGuard.ALONE);
    assertThat(text(RAW)).contains("newer");
    assertThat(text(FAILED)).contains("older");
  }

  @Test
  void movingWhatIsNowhereIsDoneAlready() throws Exception {
    files(store).moveToFailed(NAME, PublicationGuard.ALONE);
    files(store).moveBack(NAME, PublicationGuard.ALONE);
    try (Stream<StoredObject> objects = bucket.all().list("")) {
      assertThat(objects).isEmpty();
    }
  }
}
