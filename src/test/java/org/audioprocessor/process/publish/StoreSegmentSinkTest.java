package org.audioprocessor.process.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.audioprocessor.process.RenderedTracks.KEYS;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.GenerationLog;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.RenderedTracks;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StoreSegmentSinkTest {
  private static final int MOST_IN_FLIGHT = 16;

  private @TempDir Path folder;
  private ObjectStore store;

  @BeforeEach
  void open() throws StorageException {
    store = new FolderObjectStore(folder);
  }

  @AfterEach
  void close() throws StorageException {
    store.close();
  }

  private static StoreSegmentSink sink(ObjectStore to) {
    return new StoreSegmentSink(PublicationTarget.alone(to, KEYS));
  }

  private static void put(StoreSegmentSink sink, int segments) throws ProcessingException {
    for (int i = 0; i < segments; i++) {
      String name = "low/segment_" + i + ".ts";
      sink.put(name, RenderedTracks.segmentBytes(KEYS.folder() + name));
    }
  }

  private long stored() throws StorageException {
    try (Stream<StoredObject> objects = store.list(KEYS.folder())) {
      return objects.count();
    }
  }

  @Test
  void everySegmentIsStoredUnderItsNameWhenItHasWaited() throws Exception {
    try (StoreSegmentSink sink = sink(store)) {
      put(sink, 50);
      sink.await();

      assertThat(stored()).isEqualTo(50);
    }
    String key = KEYS.segment("low", "segment_49.ts");
    try (var in = store.get(key)) {
      assertThat(in.readAllBytes()).isEqualTo(RenderedTracks.segmentBytes(key));
    }
  }

  @Test
  void noMoreThanSixteenAreUnderWayAndTheNextOneWaits() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger entered = new AtomicInteger();
    ObjectStore gated = new FlakyObjectStore(store, waitingAt(gate, entered));
    AtomicInteger given = new AtomicInteger();
    try (StoreSegmentSink sink = sink(gated)) {
      CompletableFuture<Void> encoder =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 40; i++) {
                  try {
                    sink.put("low/segment_" + i + ".ts", new byte[100]);
                  } catch (ProcessingException e) {
                    throw new IllegalStateException(e);
                  }
                  given.incrementAndGet();
                }
              },
              work -> Thread.ofPlatform().daemon().start(work));
      await().until(() -> entered.get() >= MOST_IN_FLIGHT && given.get() >= MOST_IN_FLIGHT);
      Thread.sleep(100);

      assertThat(entered).hasValue(MOST_IN_FLIGHT);
      assertThat(given).hasValue(MOST_IN_FLIGHT);
      gate.countDown();
      encoder.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
      sink.await();
      assertThat(stored()).isEqualTo(40);
    }
  }

  private static Faults waitingAt(CountDownLatch gate, AtomicInteger entered) {
    return (call, operation, key) -> {
      entered.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Faults.None();
    };
  }

  @Test
  void theFirstFailureIsThrownByALaterCall() {
    ObjectStore full =
        new FlakyObjectStore(
            store, Faults.atCall(3, new Faults.FailBefore(StorageException.Kind.FULL)));

    assertThatThrownBy(
            () -> {
              try (StoreSegmentSink sink = sink(full)) {
                put(sink, 20);
                sink.await();
              }
            })
        .isInstanceOfSatisfying(
            ProcessingException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.DISK_FULL));
  }

  @Test
  void anErrorInAPutIsNotTakenForSuccess() {
    ObjectStore broken =
        new FlakyObjectStore(
            store,
            (call, operation, key) -> {
              if (call == 2) {
                throw new OutOfMemoryError("no more");
              }
              return new Faults.None();
            });

    assertThatThrownBy(
            () -> {
              try (StoreSegmentSink sink = sink(broken)) {
                put(sink, 3);
                sink.await();
              }
            })
        .isInstanceOf(ProcessingException.class)
        .hasMessageNotContaining("Error");
  }

  @Test
  void aLostGuardIsAskedBeforeEveryPut() {
    AtomicInteger asked = new AtomicInteger();
    PublicationGuard guard =
        () -> {
          if (asked.incrementAndGet() > 2) {
            throw new ProcessingException(FailureKind.LEASE_LOST, "Another worker has it.");
          }
        };
    PublicationTarget target = new PublicationTarget(store, KEYS, false, guard, GenerationLog.NONE);

    assertThatThrownBy(
            () -> {
              try (StoreSegmentSink sink = new StoreSegmentSink(target)) {
                put(sink, 5);
              }
            })
        .isInstanceOf(ProcessingException.class);
    assertThat(asked).hasValue(3);
  }

  @Test
  void closingWaitsForWhatIsUnderWay() throws Exception {
    Faults late = (call, operation, key) -> new Faults.Delay(Duration.ofMillis(200));
    try (StoreSegmentSink sink = sink(new FlakyObjectStore(store, late))) {
      put(sink, 4);
    }

    assertThat(stored()).isEqualTo(4);
  }
}
