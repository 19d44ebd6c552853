package org.audioprocessor.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore.Attributes;
import org.audioprocessor.testing.ChildJvm;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several processes on one folder. */
class FolderObjectStoreProcessTest {

  private static final int PROCESSES = 3;
  private static final int KEYS = 60;

  @TempDir private Path folder;

  /** Puts every key if it is absent, and writes down which it won. */
  static final class Racer {
    private Racer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      Path folder = Path.of(arguments[0]);
      String name = arguments[1];
      PutOptions ifAbsent = PutOptions.defaults().withCondition(Condition.ifAbsent());
      List<String> won = new ArrayList<>();
      try (ObjectStore store =
          new FolderObjectStore(folder.resolve("bucket"), Attributes.valueOf(arguments[2]))) {
        Files.writeString(folder.resolve("ready-" + name), "");
        while (Files.notExists(folder.resolve("go"))) {
          Thread.sleep(1);
        }
        for (int i = 0; i < KEYS; i++) {
          try {
            store.put("k/" + i, Body.of(name.getBytes(UTF_8)), ifAbsent);
            won.add("k/" + i);
          } catch (StorageException e) {
            if (e.kind() != Kind.PRECONDITION_FAILED) {
              throw e;
            }
          }
        }
      }
      Files.write(folder.resolve("won-" + name), won);
    }
  }

  @ParameterizedTest
  @EnumSource(Attributes.class)
  void everyKeyHasOneWinnerAmongProcesses(Attributes place) throws Exception {
    List<ChildJvm> racers = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      racers.add(ChildJvm.start(Racer.class, folder.toString(), "p" + i, place.name()));
    }
    for (int i = 0; i < PROCESSES; i++) {
      awaitFile(folder.resolve("ready-p" + i));
    }
    Files.writeString(folder.resolve("go"), "");
    for (ChildJvm racer : racers) {
      assertThat(racer.exitCode()).isZero();
    }

    List<String> won = new ArrayList<>();
    try (ObjectStore store = new FolderObjectStore(folder.resolve("bucket"), place)) {
      for (int i = 0; i < PROCESSES; i++) {
        for (String key : Files.readAllLines(folder.resolve("won-p" + i))) {
          won.add(key);
          try (InputStream in = store.get(key)) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("p" + i);
          }
        }
      }
    }
    assertThat(won).hasSize(KEYS).doesNotHaveDuplicates();
  }

  /** Replaces one object over and over until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      ObjectStore store =
          new FolderObjectStore(folder.resolve("bucket"), Attributes.valueOf(arguments[1]));
      for (int version = 1; ; version++) {
        byte[] bytes = String.valueOf(version % 10).repeat(version % 100 * 1000).getBytes(UTF_8);
        PutOptions options = PutOptions.defaults().withContentType("size/" + bytes.length);
        store.put("k", Body.of(bytes), options);
        if (version == 20) {
          Files.writeString(folder.resolve("ready"), "");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Attributes.class)
  void aKilledWriterLeavesAWholeObjectAndNothingElse(Attributes place) throws Exception {
    try (ChildJvm writer = ChildJvm.start(Writer.class, folder.toString(), place.name())) {
      awaitFile(folder.resolve("ready"));
      writer.kill();
    }
    try (ObjectStore store = new FolderObjectStore(folder.resolve("bucket"), place)) {
      StoredObject whole = store.download("k", folder.resolve("copy"), Long.MAX_VALUE);
      assertThat(whole.sha256()).isNotNull();
      assertThat(whole.contentType()).isEqualTo("size/" + whole.size());
      store.delete("k");
    }
    assertThat(filesIn("bucket/.store/tmp")).containsExactly("sweep.lock");
    assertThat(filesIn("bucket/.store/attributes")).isEmpty();
  }

  private List<String> filesIn(String place) throws IOException {
    if (Files.notExists(folder.resolve(place))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder.resolve(place))) {
      return all.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  private static void awaitFile(Path file) throws InterruptedException {
    for (long end = System.nanoTime() + Patience.LONGEST.toNanos(); Files.notExists(file); ) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no " + file + " came");
      }
      Thread.sleep(5);
    }
  }
}
