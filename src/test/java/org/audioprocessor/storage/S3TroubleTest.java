package org.audioprocessor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.s3.S3ObjectStore;
import org.audioprocessor.storage.s3.client.S3Settings;
import org.audioprocessor.testing.S3Answers;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.testing.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks and servers that fail: what is reported as stored is stored, what is read is whole. */
class S3TroubleTest {

  private static final PutOptions PLAIN = PutOptions.defaults();
  private static final PutOptions IF_ABSENT = PLAIN.withCondition(Condition.ifAbsent());

  /** “HTTP/1.1 100 Continue” passes, the answer itself does not. */
  private static final int BYTES_OF_AN_INTERIM_ANSWER = 30;

  @TempDir Path folder;
  private S3Server server;
  private TcpProxy proxy;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.start(folder.resolve("buckets"));
    proxy = TcpProxy.to("127.0.0.1", server.port());
    store = S3Server.open(S3Server.settings(proxy.port()));
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    proxy.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5})
  void everythingIsStoredHoweverManyRequestsFail(double share) throws IOException {
    server.answer(S3Answers.busy(20, share));
    Map<String, byte[]> stored = new HashMap<>();
    for (int i = 0; i < 24; i++) {
      byte[] bytes = bytes(i, 1_000 * i);
      store.put("t/" + i, Body.of(bytes), i % 2 == 0 ? PLAIN : IF_ABSENT);
      stored.put("t/" + i, bytes);
    }
    server.answer(S3Answers.none());

    assertThat(store.uploadRetries()).matches(n -> share == 0 ? n == 0 : n > 0);
    for (Map.Entry<String, byte[]> object : stored.entrySet()) {
      assertThat(read(object.getKey())).isEqualTo(object.getValue());
    }
  }

  @Test
  void noNumberOfRetriesIsTheLast() throws Exception {
    // the client's own quota of 500 is used up by 100 retries
    server.answer(S3Answers.busy(7, 0.5));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<StoredObject>> puts = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String key = "t/" + i;
        puts.add(threads.submit(() -> store.put(key, Body.of(new byte[10]), PLAIN)));
      }
      for (Future<StoredObject> put : puts) {
        assertThat(put.get().size()).isEqualTo(10);
      }
    }
    assertThat(store.uploadRetries()).isGreaterThan(100);
  }

  @Test
  void aStoreThatAnswersNothingIsAwayAfterSixTries() {
    server.answer(S3Answers.busy(1, 1));

    StorageException failure =
        catchThrowableOfType(
            StorageException.class, () -> store.put("t/k", Body.of(new byte[1]), PLAIN));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("temporarily unavailable (503, SlowDown)");
    assertThat(server.requests()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 502, 520})
  void aStoreThatAnsweredAMomentAgoIsAskedAgainMoreOften(int status) throws IOException {
    store.put("t/k", Body.of(new byte[1]), PLAIN);
    AtomicInteger failures = new AtomicInteger();
    server.answer(request ->
        failures.incrementAndGet() <= 7
            ? Optional.of(new S3Answers.Answer(status, "<html>busy</html>"))
            : Optional.empty());

    store.put("t/k", Body.of(new byte[2]), PLAIN);

    assertThat(failures).hasValue(8);
    assertThat(store.head("t/k").orElseThrow().size()).isEqualTo(2);
  }

  @Test
  void aStoreThatAsksToSlowDownGetsFewerWritesAtOnceUntilItAnswersAgain() throws IOException {
    store.put("t/k", Body.of(new byte[1]), PLAIN);
    assertThat(store.writesAtOnce()).isEqualTo(S3ObjectStore.PUTS_AT_ONCE);
    AtomicInteger asked = new AtomicInteger();
    server.answer(request ->
        asked.getAndIncrement() == 0
            ? Optional.of(new S3Answers.Answer(503, "SlowDown"))
            : Optional.empty());

    store.put("t/k", Body.of(new byte[2]), PLAIN);
    assertThat(store.writesAtOnce()).isEqualTo(S3ObjectStore.PUTS_AT_ONCE / 2);

    for (int i = 0; i < 150; i++) {
      assertThat(store.head("t/k")).isPresent();
    }
    assertThat(store.writesAtOnce()).isEqualTo(S3ObjectStore.PUTS_AT_ONCE);
  }

  @Test
  void aThreadThatIsInterruptedWhileItWaitsForTheStoreSaysSo() throws Exception {
    store.put("t/k", Body.of(new byte[1]), PLAIN);
    proxy.blackHole();
    // more than there are connections: some wait for an answer, the others for a connection
    List<Thread> threads = new ArrayList<>();
    Queue<Kind> ends = new ConcurrentLinkedQueue<>();
    CountDownLatch started = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                started.countDown();
                StorageException end =
                    catchThrowableOfType(StorageException.class, () -> store.head("t/k"));
                ends.add(end.kind());
              }));
    }
    started.await();
    await().until(() -> threads.stream().allMatch(S3TroubleTest::waits));
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ends).hasSize(100).containsOnly(Kind.INTERRUPTED);
  }

  private static boolean waits(Thread thread) {
    return thread.getState() != Thread.State.RUNNABLE;
  }

  @Test
  void answersThatDoNotStateTheirLengthAreReadWhole() throws IOException {
    byte[] bytes = put("t/big", 3_000_000);
    put("t/empty", 0);
    server.answerInChunks();

    assertThat(store.head("t/big").orElseThrow().size()).isEqualTo(3_000_000);
    assertThat(store.head("t/empty").orElseThrow().size()).isZero();
    assertThat(store.head("t/none")).isEmpty();
    assertThat(read("t/big")).isEqualTo(bytes);
    assertThat(read("t/empty")).isEmpty();
    try (InputStream in = store.get("t/big", 1_000, 1_999)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 1_000, 2_000));
    }
    Path copy = folder.resolve("copy");
    assertThat(store.download("t/big", copy, 3_000_000).size()).isEqualTo(3_000_000);
    proxy.resetAfter(1_000_000, 2);
    assertThat(read("t/big")).isEqualTo(bytes);
  }

  @Test
  void aDownloadStopsAtItsLimit() throws IOException {
    put("t/big", 3_000_000);
    Path copy = folder.resolve("copy");

    StorageException refusal =
        catchThrowableOfType(
            StorageException.class, () -> store.download("t/big", copy, 2_999_999));

    assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
    assertThat(refusal).hasMessageContaining("has 3,000,000 bytes; at most 2,999,999 are read");
    assertThat(copy).doesNotExist();
  }

  @Test
  void aDownloadThatIsResetGoesOnWhereItWas() throws IOException {
    byte[] bytes = put("t/big", 5_000_000);
    proxy.resetAfter(1_000_000, 3);
    assertThat(read("t/big")).isEqualTo(bytes);
  }

  @Test
  void aDownloadThatEndsEarlyGoesOnWhereItWas() throws IOException {
    byte[] bytes = put("t/big", 5_000_000);
    proxy.truncateAfter(1_000_000, 3);
    assertThat(read("t/big")).isEqualTo(bytes);
    proxy.truncateAfter(1_000_000, 1);
    assertThat(store.download("t/big", folder.resolve("copy"), Long.MAX_VALUE).size())
        .isEqualTo(5_000_000);
  }

  @Test
  void aPartOfAnObjectThatIsResetGoesOnWhereItWas() throws IOException {
    byte[] bytes = put("t/big", 5_000_000);
    proxy.resetAfter(1_000_000, 1);
    try (InputStream in = store.get("t/big", 1_000_000, 3_999_999)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 1_000_000, 4_000_000));
    }
  }

  @Test
  void aDownloadThatNeverGetsThroughFailsAndLeavesNoFile() throws IOException {
    put("t/big", 5_000_000);
    Path target = folder.resolve("copy");
    proxy.resetAfter(100_000, Integer.MAX_VALUE);

    StorageException failure =
        catchThrowableOfType(
            StorageException.class, () -> store.download("t/big", target, Long.MAX_VALUE));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(target).doesNotExist();
  }

  @Test
  void anObjectThatIsReplacedWhileItsDownloadIsCutIsNotMixed() throws IOException {
    put("t/big", 5_000_000);
    try (InputStream in = store.get("t/big")) {
      assertThat(in.readNBytes(1_000)).hasSize(1_000);
      put("t/big", 4_999_999);
      proxy.cut();
      StorageException failure = catchThrowableOfType(StorageException.class, in::readAllBytes);
      assertThat(failure).hasMessageContaining("was replaced or deleted while it was read");
      assertThat(failure.kind()).isEqualTo(Kind.IO);
    }
  }

  @Test
  void aConditionalPutWhoseAnswerIsLostHasWonAllTheSame() throws IOException {
    store.capabilities("t/");
    proxy.resetAfter(BYTES_OF_AN_INTERIM_ANSWER, 1);
    server.forgetRequests();

    StoredObject put = store.put("t/k", Body.of(new byte[100]), IF_ABSENT);

    assertThat(server.requests().stream().filter(r -> r.method().equals("PUT"))).hasSize(2);
    assertThat(store.head("t/k").orElseThrow().etag()).isEqualTo(put.etag());
  }

  @Test
  void aLargePutWhoseLastAnswerIsLostHasWonAllTheSame() throws IOException {
    AtomicInteger completions = new AtomicInteger();
    server.answer(request -> {
      if (request.asksFor("uploadId")
          && request.method().equals("POST")
          && completions.getAndIncrement() == 0) {
        proxy.resetAfter(0, 1);
      }
      return Optional.empty();
    });

    StoredObject put = store.put("t/large", Body.of(bytes(1, 17 << 20)), IF_ABSENT);

    assertThat(completions).hasValue(2);
    assertThat(store.head("t/large").orElseThrow().etag()).isEqualTo(put.etag());
  }

  @Test
  void aStoreThatSaysNothingIsGivenUpAfterItsTimeout() throws IOException {
    S3Settings impatient =
        S3Server.settings(proxy.port()).withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(4));
    try (S3ObjectStore hasty = S3Server.open(impatient)) {
      isStoredSoonerOrLater(hasty, "t/k");
      proxy.blackHole();

      StorageException failure =
          catchThrowableOfType(
              StorageException.class, () -> hasty.put("t/k", Body.of(new byte[11]), PLAIN));

      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("did not respond in time");
      proxy.pass();
      isStoredSoonerOrLater(hasty, "t/k2");
    }
  }

  /** On a machine that stands still for a while the first try may be given up. */
  private static void isStoredSoonerOrLater(ObjectStore hasty, String key) {
    await()
        .ignoreException(StorageException.class)
        .until(() -> {
          hasty.put(key, Body.of(new byte[12]), PLAIN);
          return hasty.exists(key);
        });
  }

  @Test
  void aDownloadThatStallsGoesOnOverAnotherConnection() throws Exception {
    byte[] bytes = put("t/big", 20_000_000);
    S3Settings impatient =
        S3Server.settings(proxy.port()).withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(60));
    try (S3ObjectStore hasty = S3Server.open(impatient);
        InputStream in = hasty.get("t/big")) {
      byte[] start = in.readNBytes(1_000);
      proxy.blackHole();
      AtomicBoolean over = new AtomicBoolean();
      Thread later =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  Thread.sleep(1_500);
                  over.set(true);
                  proxy.cut();
                  proxy.pass();
                } catch (InterruptedException | IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      byte[] rest = in.readAllBytes();
      assertThat(over).isTrue();
      later.join();
      assertThat(start.length + rest.length).isEqualTo(bytes.length);
      assertThat(rest).isEqualTo(Arrays.copyOfRange(bytes, 1_000, bytes.length));
    }
  }

  @Test
  void streamsThatAreNotReadDoNotHoldUpPuts() throws IOException {
    put("t/big", 2_000_000);
    List<InputStream> open = new ArrayList<>();
    for (int i = 0; i < S3ObjectStore.STREAMS_AT_ONCE; i++) {
      open.add(store.get("t/big"));
    }
    store.put("t/k", Body.of(new byte[10]), PLAIN);
    assertThat(store.exists("t/k")).isTrue();
    for (InputStream in : open) {
      in.close();
    }
    assertThat(read("t/big")).hasSize(2_000_000);
  }

  private byte[] put(String key, int length) throws IOException {
    byte[] bytes = bytes(length, length);
    store.put(key, Body.of(bytes), PLAIN);
    return bytes;
  }

  private static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private byte[] read(String key) throws IOException {
    try (InputStream in = store.get(key)) {
      return in.readAllBytes();
    }
  }
}
