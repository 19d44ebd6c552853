package org.audioprocessor.process.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.audioprocessor.process.RenderedTracks.KEYS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.GenerationLog;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.RenderedTracks;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.TestBucket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher that has lost its claim unnoticed races with the current holder. */
@Timeout(300)
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "S3")
class PublishRaceTest {
  private static final int COPIES_BEFORE = 6;
  private static final int SEGMENTS_BEFORE = 9;

  /** All but the multivariant playlist. */
  private static final int FIXED_AT_ONCE = 5;

  private final TestBucket.Kind kind;
  private @TempDir Path folder;
  private TestBucket bucket;
  private ObjectStore store;

  PublishRaceTest(TestBucket.Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void publishTheFirst() throws Exception {
    bucket = TestBucket.open(kind, folder);
    store = bucket.store();
    publish(store, 1, PublicationGuard.ALONE);
  }

  @AfterEach
  void close() throws IOException {
    bucket.close();
  }

  private static void publish(ObjectStore to, int generation, PublicationGuard guard)
      throws ProcessingException {
    GenerationLog log = new RememberingLog(false);
    RenderedTracks.publish(
        new PublicationTarget(to, KEYS, true, guard, log), RenderedTracks.of(generation, 0));
  }

  /**
   * Something that happens just before the n-th fixed name is put, when the others that are put at
   * the same time have ended; it is given the key.
   */
  private ObjectStore before(int fixedName, Consumer<String> what) {
    AtomicInteger puts = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    int before = SEGMENTS_BEFORE + COPIES_BEFORE;
    int others = fixedName <= FIXED_AT_ONCE ? FIXED_AT_ONCE - 1 : FIXED_AT_ONCE;
    return new FlakyObjectStore(
        counting(ended),
        (call, operation, key) -> {
          if (operation == Faults.Operation.PUT && puts.incrementAndGet() == before + fixedName) {
            await().atMost(Patience.LONGEST).until(() -> ended.get() == before + others);
            what.accept(key);
          }
          return new Faults.None();
        });
  }

  /** Something that happens just before this key is put. */
  private ObjectStore before(Supplier<String> wanted, Runnable what) {
    return new FlakyObjectStore(
        store,
        (call, operation, key) -> {
          if (operation == Faults.Operation.PUT && key.equals(wanted.get())) {
            what.run();
          }
          return new Faults.None();
        });
  }

  private ObjectStore counting(AtomicInteger endedPuts) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                endedPuts.addAndGet(method.getName().equals("put") ? 1 : 0);
              }
            });
  }

  private Set<String> visibleGenerations() {
    Set<String> visible = new TreeSet<>();
    for (String rung : new String[] {"low", "med", "high"}) {
      String text = RenderedTracks.text(store, KEYS.playlist(rung));
      visible.add(text.replaceAll("(?s).*?segment_g000([0-9]).*", "$1"));
    }
    visible.add(RenderedTracks.text(store, KEYS.m4a()).substring(4, 5));
    visible.add(RenderedTracks.text(store, KEYS.metadata()).replaceAll("[^0-9]", ""));
    return visible;
  }

  private static void assertLeaseLost(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            ProcessingException.class,
            lost -> assertThat(lost.kind()).isEqualTo(FailureKind.LEASE_LOST));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void aPutThatResumesAfterAnotherPublicationChangesNothing(int fixedName) {
    ObjectStore frozen =
        before(
            fixedName,
            key ->
                assertThat(catchFailure(() -> publish(store, 3, PublicationGuard.ALONE))).isNull());

    assertLeaseLost(() -> publish(frozen, 2, PublicationGuard.ALONE));

    assertThat(visibleGenerations()).containsExactly("3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void aPutThatArrivesInTheMiddleOfTheNextPublicationStopsItAndItsRetryWins(int fixedName)
      throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    PublicationGuard oldGuard =
        () -> {
          if (lost.get()) {
            throw new ProcessingException(FailureKind.LEASE_LOST, "Another worker has it.");
          }
        };
    CompletableFuture<String> oldIsAtItsPut = new CompletableFuture<>();
    CompletableFuture<Void> newHasLooked = new CompletableFuture<>();
    ObjectStore frozen =
        before(
            fixedName,
            key -> {
              oldIsAtItsPut.complete(key);
              newHasLooked.join();
            });
    CompletableFuture<@Nullable Throwable> old =
        CompletableFuture.supplyAsync(
                () -> catchFailure(() -> publish(frozen, 2, oldGuard)),
                PublishRaceTest::onItsOwnThread)
            .whenComplete((failure, fault) ->
                oldIsAtItsPut.completeExceptionally(
                    new AssertionError("the publication ended before its put", failure)));
    String key = oldIsAtItsPut.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
    lost.set(true);
    ObjectStore looking =
        before(
            () -> key,
            () -> {
              newHasLooked.complete(null);
              old.join();
            });

    assertLeaseLost(() -> publish(looking, 3, PublicationGuard.ALONE));
    publish(store, 4, PublicationGuard.ALONE);

    assertThat(visibleGenerations()).containsExactly("4");
  }

  /** The common pool has one thread on two processors, and others may use it. */
  private static void onItsOwnThread(Runnable work) {
    Thread.ofPlatform().name("publisher").daemon().start(work);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static @Nullable Throwable catchFailure(Work work) {
    try {
      work.run();
      return null;
    } catch (Exception e) {
      return e;
    }
  }
}
