package org.audioprocessor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does when several threads use it at once. */
public abstract class ObjectStoreRaceContract {

  private static final int THREADS = 8;

  @TempDir protected Path folder;
  protected ObjectStore store;

  /** A new store without objects. */
  protected abstract ObjectStore open(Path folder) throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open(folder);
  }

  @AfterEach
  void closeStore() throws IOException {
    store.close();
  }

  @Test
  void oneOfEightWinsAnIfAbsentRace() throws Exception {
    PutOptions ifAbsent = PutOptions.defaults().withCondition(Condition.ifAbsent());
    for (int round = 0; round < 6; round++) {
      String key = "race/" + round;
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Optional<String>> outcomes =
          together(thread -> {
            start.await();
            return tryPut(key, "winner " + thread, ifAbsent);
          });
      List<String> winners = outcomes.stream().flatMap(Optional::stream).toList();
      assertThat(winners).hasSize(1);
      assertThat(read(key)).isEqualTo(winners.getFirst());
    }
  }

  @Test
  void noIncrementUnderIfMatchIsLost() throws Exception {
    int each = 5;
    store.put("counter", Body.of("0".getBytes(UTF_8)), PutOptions.defaults());
    together(thread -> {
      for (int done = 0; done < each; ) {
        done += tryIncrement() ? 1 : 0;
      }
      return thread;
    });
    assertThat(read("counter")).isEqualTo(String.valueOf(THREADS * each));
  }

  @Test
  void readersNeverMeetHalfAnObjectOrForeignAttributes() throws Exception {
    int versions = 40;
    AtomicBoolean written = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(3);
    write(0);
    together(thread -> {
      if (thread == 0) {
        reading.await();
        for (int version = 1; version <= versions; version++) {
          write(version);
        }
        written.set(true);
      }
      while (!written.get() && thread < 4) {
        requireWhole();
        reading.countDown();
      }
      return thread;
    });
  }

  /** Version v is v * 1000 + 1 bytes, each of them v, and its type says so too. */
  private void write(int version) throws IOException {
    byte[] bytes = new byte[version * 1000 + 1];
    Arrays.fill(bytes, (byte) version);
    store.put("torn", Body.of(bytes), PutOptions.defaults().withContentType("version/" + version));
  }

  private void requireWhole() throws IOException {
    try (InputStream in = store.get("torn")) {
      byte[] bytes = in.readAllBytes();
      assertThat(bytes).hasSize(bytes[0] * 1000 + 1);
      assertThat(bytes).containsOnly(bytes[0]);
    }
    StoredObject head = store.head("torn").orElseThrow();
    assertThat(head.contentType()).isEqualTo("version/" + (head.size() - 1) / 1000);
  }

  @Test
  void puttingAndDeletingNeighboursDoNotDisturbEachOther() throws Exception {
    together(thread -> {
      for (int i = 0; i < 8; i++) {
        String key = "a/b/c/" + thread;
        store.put(key, Body.of(new byte[10]), PutOptions.defaults());
        assertThat(store.exists(key)).isTrue();
        store.delete(key);
        assertThat(store.exists(key)).isFalse();
      }
      return thread;
    });
  }

  private boolean tryIncrement() throws IOException {
    StoredObject before = store.head("counter").orElseThrow();
    int value = Integer.parseInt(read("counter"));
    PutOptions unchanged = PutOptions.defaults().withCondition(Condition.ifMatch(before.etag()));
    return tryPut("counter", String.valueOf(value + 1), unchanged).isPresent();
  }

  /** The written object; empty if another writer was faster. */
  private Optional<String> tryPut(String key, String text, PutOptions options) throws IOException {
    try {
      store.put(key, Body.of(text.getBytes(UTF_8)), options);
      return Optional.of(text);
    } catch (StorageException e) {
      assertThat(e.kind()).isEqualTo(Kind.PRECONDITION_FAILED);
      return Optional.empty();
    }
  }

  private String read(String key) throws IOException {
    try (InputStream in = store.get(key)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private interface Work<T> {
    T run(int thread) throws Exception;
  }

  private static <T> List<T> together(Work<T> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        calls.add(() -> work.run(thread));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }
}
