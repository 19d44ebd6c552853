package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Pipeline;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.StoreTrackProcessor;
import org.audioprocessor.process.render.Encoder;
import org.audioprocessor.process.render.InProcessRenderer;
import org.audioprocessor.process.render.RenderResult;
import org.audioprocessor.process.render.TrackOrder;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.process.render.TrackSink;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.ObjectLayout;
import org.audioprocessor.storage.s3.S3ObjectStore;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.S3Answers;
import org.audioprocessor.testing.S3Request;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.worker.WorkerEvent.PoolPaused;
import org.audioprocessor.worker.WorkerEvent.PoolResumed;
import org.audioprocessor.worker.WorkerEvent.TrackPublished;
import org.audioprocessor.worker.WorkerEvent.TrackReleased;
import org.audioprocessor.worker.claim.PoolServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket that fails many of its requests slows a worker down and never stops it. */
class FlakyBucketTest {
  private static final int SLOTS = 2;

  private static final long REQUEST_NANOS = Duration.ofSeconds(1).toNanos();

  /** A request with all its tries, instead of 5 minutes. */
  private static final Duration CALL = Duration.ofSeconds(5);

  /** Of a short track: one a rung. */
  private static final int SEGMENTS = 3;

  private static final RetryPolicy RETRY =
      new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(20), new Random(3));
  private static final WorkerSettings SETTINGS =
      new WorkerSettings("the test", WorkerFixture.LEASE, Duration.ofMillis(100), RETRY, null);

  @TempDir Path folder;
  private S3Server server;
  private S3Server calm;
  private S3ObjectStore store;
  private S3ObjectStore calmStore;
  private EmbeddedDatabase database;
  private TemporaryFolders temporary;
  private final AtomicInteger made = new AtomicInteger();
  private final List<WorkerEvent> events = new CopyOnWriteArrayList<>();
  private byte[] sound = new byte[0];
  private int uploads;

  /** Counts how often a track is encoded. */
  private final class CountingMaker implements TrackRenderer {
    private final TrackRenderer real = new InProcessRenderer();

    @Override
    public RenderResult render(
        TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress)
        throws ProcessingException {
      made.incrementAndGet();
      return real.render(order, sink, cancel, progress);
    }

    @Override
    public void probe() {}
  }

  @BeforeEach
  void open() throws Exception {
    Path buckets = folder.resolve("buckets");
    server = S3Server.start(buckets);
    calm = S3Server.start(buckets);
    store = server.open();
    calmStore = calm.open();
    database = EmbeddedDatabase.open(folder.resolve("queue"));
    temporary = TemporaryFolders.open(folder.resolve("tmp"));
  }

  @AfterEach
  void close() throws Exception {
    temporary.close();
    database.close();
    store.close();
    calmStore.close();
    server.close();
    calm.close();
  }

  private void sound(double seconds) throws IOException {
    Path wav = folder.resolve("made.wav");
    AudioFiles.wav(wav, AudioFiles.sine(1, 8_000, 440, seconds, 0.1), 8_000);
    sound = Files.readAllBytes(wav);
  }

  private void upload() throws IOException, QueueException {
    String name = "track " + uploads++ + ".wav";
    calmStore.put("tracks/" + name, Body.of(sound), PutOptions.defaults());
    database.queue().add(new Upload(name, name));
  }

  private WorkerPool start(Workload workload) {
    RenderSettings settings =
        new RenderSettings(
            Ladder.DEFAULT, 10, NormalisationPolicy.DEFAULT, Encoder.QUICK, MediaLimits.DEFAULT);
    StoreTrackProcessor run =
        new StoreTrackProcessor(
                store,
                new ObjectKeys(ObjectLayout.defaults()),
                temporary,
                settings,
                new Pipeline.Program("Test", "8"))
            .withRenderer(new CountingMaker());
    PoolServices services = new PoolServices(database.queue(), run, run.rawFiles());
    return WorkerPool.start(services, workload, SLOTS, SETTINGS, events::add);
  }

  private long published() {
    return events.stream().filter(TrackPublished.class::isInstance).count();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5})
  void everyTrackIsPublishedAndNoneIsEncodedTwice(double share) throws Exception {
    sound(1);
    for (int i = 0; i < 6; i++) {
      upload();
    }
    server.answer(S3Answers.busy(11, share));

    try (WorkerPool pool = start(new Workload.AllThatWait())) {
      for (int i = 1; i <= uploads; i++) {
        int next = i;
        await().until(() -> published() >= next);
      }
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }

    assertThat(published()).isEqualTo(6);
    assertThat(made).hasValue(6);
    assertThat(events).noneMatch(TrackReleased.class::isInstance);
    assertThat(events).noneMatch(FlakyBucketTest::isPausedByAnAnswer);
    assertThat(store.retries()).isPositive();
  }

  /** A machine that is very busy takes 10 s for a probe: a pause, but not for the bucket's sake. */
  private static boolean isPausedByAnAnswer(WorkerEvent event) {
    return event instanceof PoolPaused(String reason)
        && !reason.contains("did not answer within 10 seconds");
  }

  @Test
  void aTrackTakesFewRequests() throws Exception {
    sound(1);
    upload();
    upload();
    try (WorkerPool pool = start(new Workload.These(List.of("track 0.wav")))) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }
    server.forgetRequests();

    try (WorkerPool pool = start(new Workload.These(List.of("track 1.wav")))) {
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }

    assertThat(published()).isEqualTo(2);
    // what stands under six fixed names
    assertThat(count("HEAD")).isEqualTo(6);
    // three segments, six copies of the generation, the record of its render, six fixed names
    assertThat(count("PUT")).isEqualTo(SEGMENTS + 6 + 1 + 6);
    // whether the bucket is there where the first name is missing
    assertThat(count("GET")).isLessThanOrEqualTo(1);
  }

  /** Refuses all requests, from the first one about such a key on. */
  private static final class Outage implements S3Answers {
    private final String begins;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean begun;
    private volatile long begunNanos;
    private volatile long lastNanos;

    Outage(String begins) {
      this.begins = begins;
    }

    @Override
    public Optional<Answer> instead(S3Request request) {
      if (request.key().endsWith(begins) || request.key().contains(begins + "_")) {
        begunNanos = begun ? begunNanos : System.nanoTime();
        begun = true;
        lastNanos = System.nanoTime();
        refused.incrementAndGet();
      }
      return begun ? Optional.of(new Answer(503, "ServiceUnavailable")) : Optional.empty();
    }

    /** A request of the track that is sent so late was given up in between, or its track was. */
    void awaitRequestAfter(Duration time) {
      await().until(() -> begun && lastNanos - begunNanos > time.toNanos());
    }

    void awaitRefused(int more) {
      int before = refused.get();
      await().until(() -> refused.get() >= before + more);
    }
  }

  /** For this store a third of a second without an answer is an outage, instead of 20 s. */
  private void shortenOutages() throws IOException {
    store.close();
    store = S3Server.open(S3Server.settings(server.port()).withTimeouts(CALL, CALL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/segment", "/track 0/playlist.m3u8"})
  void aTrackInWorkOutlivesAnOutageOfAnyLengthAndIsEncodedOnce(String begins) throws Exception {
    shortenOutages();
    sound(1);
    upload();
    Outage outage = new Outage(begins);
    server.answer(outage);

    try (WorkerPool pool = start(new Workload.UntilStopped())) {
      await().until(() -> events.stream().anyMatch(PoolPaused.class::isInstance));
      outage.awaitRequestAfter(CALL.multipliedBy(2));
      server.answer(S3Answers.none());
      await().until(() -> published() == 1);
      await().until(() -> events.stream().anyMatch(PoolResumed.class::isInstance));
      pool.drain();
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }

    assertThat(published()).isEqualTo(1);
    assertThat(made).hasValue(1);
  }

  private static List<Consumer<WorkerPool>> waysToStop() {
    return List.of(WorkerPool::stop, pool -> assertThat(pool.cancel("track 0.wav")).isTrue());
  }

  @ParameterizedTest
  @MethodSource("waysToStop")
  void whoStopsATrackInterruptsTheBackOffOfItsRequests(Consumer<WorkerPool> stop) throws Exception {
    sound(1);
    upload();
    Outage outage = new Outage("/segment");
    server.answer(outage);

    try (WorkerPool pool = start(new Workload.These(List.of("track 0.wav")))) {
      outage.awaitRefused(8);
      // what is on its way just now; without an end it were dozens
      int atMost = outage.refused.get() + 5 * SEGMENTS;
      stop.accept(pool);
      assertThat(pool.await(Patience.LONGEST)).isTrue();
      assertThat(outage.refused).hasValueLessThanOrEqualTo(atMost);
    }

    assertThat(published()).isZero();
    assertThat(made).hasValue(1);
  }

  private long count(String method) {
    return server.requests().stream()
        .filter(request -> request.method().equals(method) && request.key().contains("/track 1/"))
        .count();
  }

  /** The figures are in {@code src/docs/reliability.md}. */
  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void minutesOfFailuresCostLessThanThreeFifthsOfTheThroughput() throws Exception {
    sound(8);
    Duration flaky = Duration.ofMinutes(Integer.getInteger("flaky.minutes", 10));
    try (WorkerPool pool = start(new Workload.UntilStopped())) {
      double calmRate = perMinute(flaky.dividedBy(5));
      server.answer(S3Answers.busy(12, 0.3));
      double flakyRate = perMinute(flaky);
      await().atMost(Patience.LONGEST).until(() -> published() == uploads);
      pool.drain();
      System.out.printf(
          "tracks a minute: %.1f undisturbed, %.1f with 30 %% of requests failing (%.0f %%);"
              + " %d tracks, %d encoded, %d retries, %d pauses%n",
          calmRate,
          flakyRate,
          100 * flakyRate / calmRate,
          uploads,
          made.get(),
          store.retries(),
          events.stream().filter(PoolPaused.class::isInstance).count());
      assertThat(made).hasValue(uploads);
      assertThat(flakyRate).isGreaterThan(0.4 * calmRate);
    }
  }

  /** The figures are in {@code src/docs/reliability.md}. */
  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void aShortTrackTakesAtMostTenSecondsWhereEachRequestTakesOne() throws Exception {
    sound(8);
    List<Long> sentNanos = new CopyOnWriteArrayList<>();
    server.answer(request -> {
      sentNanos.add(System.nanoTime());
      LockSupport.parkNanos(REQUEST_NANOS);
      return Optional.empty();
    });
    for (int i = 0; i < 4; i++) {
      upload();
      sentNanos.clear();
      long began = System.nanoTime();
      try (WorkerPool pool = start(new Workload.These(List.of("track " + i + ".wav")))) {
        assertThat(pool.await(Patience.LONGEST)).isTrue();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%s track, 1 s a request: %.1f s, %d rounds, %d requests%n",
          i == 0 ? "first" : "next", seconds, rounds(sentNanos), sentNanos.size());
      assertThat(seconds).isLessThan(10);
    }
    assertThat(published()).isEqualTo(4);
  }

  /** What is sent before the first request of a round is answered belongs to the round. */
  private static int rounds(List<Long> sentNanos) {
    int rounds = 0;
    long began = Long.MIN_VALUE;
    for (long sent : new TreeSet<>(sentNanos)) {
      if (rounds == 0 || sent - began >= REQUEST_NANOS) {
        rounds++;
        began = sent;
      }
    }
    return rounds;
  }

  /** There is always work to do meanwhile. */
  private double perMinute(Duration time) throws Exception {
    long before = published();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      while (uploads - published() < 2 * SLOTS) {
        upload();
      }
      Thread.sleep(50);
    }
    return 60.0 * (published() - before) / time.toSeconds();
  }
}
