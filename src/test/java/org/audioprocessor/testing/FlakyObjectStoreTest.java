package org.audioprocessor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlakyObjectStoreTest {

  private static final Body HUNDRED_BYTES = Body.of("x".repeat(100).getBytes(UTF_8));

  @TempDir private Path folder;

  @Nested
  class WithoutFaults extends ObjectStoreContract {
    @Override
    protected ObjectStore open(Path place) throws IOException {
      return new FlakyObjectStore(new FolderObjectStore(place.resolve("bucket")), Faults.none());
    }
  }

  @Test
  void theNthCallFailsWithoutReachingTheStore() throws IOException {
    try (FlakyObjectStore store = store(Faults.atCall(2, new Faults.FailBefore(Kind.FULL)))) {
      put(store, "a");
      assertThat(kindOf(store, "b")).isEqualTo(Kind.FULL);
      put(store, "c");
      assertThat(store.list("").map(o -> o.key())).containsExactly("a", "c");
      assertThat(store.calls()).isEqualTo(4);
      assertThat(store.failures()).isEqualTo(1);
    }
  }

  @Test
  void aLostAnswerHidesWhatTheStoreDid() throws IOException {
    try (FlakyObjectStore store = store(Faults.atCall(1, new Faults.FailAfter(Kind.UNAVAILABLE)))) {
      assertThat(kindOf(store, "a")).isEqualTo(Kind.UNAVAILABLE);
      assertThat(store.exists("a")).isTrue();
    }
  }

  @Test
  void aDownloadThatIsCutShortIsNoticedAndLeavesNoFile() throws IOException {
    Faults cut = Faults.at(Faults.Operation.GET, "a", new Faults.Truncate(50));
    try (FlakyObjectStore store = store(cut)) {
      put(store, "a");
      try (InputStream in = store.get("a")) {
        assertThat(in.readAllBytes()).hasSize(50);
      }
      Path target = folder.resolve("target");
      assertThat(
              catchThrowableOfType(
                      StorageException.class, () -> store.download("a", target, Long.MAX_VALUE))
                  .kind())
          .isEqualTo(Kind.CHECKSUM);
      assertThat(target).doesNotExist();
    }
  }

  @Test
  void aStreamThatBreaksFailsTheDownloadWithItsOwnKind() throws IOException {
    Faults reset = Faults.at(Faults.Operation.GET, "a", new Faults.FailAfter(Kind.UNAVAILABLE));
    try (FlakyObjectStore store = store(reset)) {
      put(store, "a");
      Path target = Files.writeString(folder.resolve("target"), "old");
      assertThat(
              catchThrowableOfType(
                      StorageException.class, () -> store.download("a", target, Long.MAX_VALUE))
                  .kind())
          .isEqualTo(Kind.UNAVAILABLE);
      assertThat(target).doesNotExist();
    }
  }

  @Test
  void aDelayedCallIsLate() throws IOException {
    Duration late = Duration.ofMillis(60);
    try (FlakyObjectStore store = store(Faults.atCall(1, new Faults.Delay(late)))) {
      long start = System.nanoTime();
      put(store, "a");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(late);
    }
  }

  @Test
  void aSeedDecidesWhichCallsFail() throws IOException {
    String first = outcomes(Faults.seeded(5, 0.5));
    assertThat(outcomes(Faults.seeded(5, 0.5))).isEqualTo(first).contains("x", ".");
    assertThat(outcomes(Faults.seeded(6, 0.5))).isNotEqualTo(first);
  }

  private String outcomes(Faults faults) throws IOException {
    StringBuilder outcomes = new StringBuilder();
    try (FlakyObjectStore store = store(faults)) {
      for (int i = 0; i < 40; i++) {
        try {
          put(store, "k");
          outcomes.append('.');
        } catch (StorageException planned) {
          outcomes.append('x');
        }
      }
    }
    return outcomes.toString();
  }

  private FlakyObjectStore store(Faults faults) throws IOException {
    return new FlakyObjectStore(new FolderObjectStore(folder.resolve("bucket")), faults);
  }

  private static void put(ObjectStore store, String key) throws StorageException {
    store.put(key, HUNDRED_BYTES, PutOptions.defaults());
  }

  private static Kind kindOf(ObjectStore store, String key) {
    return catchThrowableOfType(StorageException.class, () -> put(store, key)).kind();
  }
}
