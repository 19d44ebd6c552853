package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.loudness.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.pipeline.CancelToken;
import org.audioprocessor.pipeline.Encoder;
import org.audioprocessor.pipeline.InProcessMaker;
import org.audioprocessor.pipeline.Made;
import org.audioprocessor.pipeline.Pipeline;
import org.audioprocessor.pipeline.ProcessingException;
import org.audioprocessor.pipeline.Progress;
import org.audioprocessor.pipeline.RenderSettings;
import org.audioprocessor.pipeline.TrackMaker;
import org.audioprocessor.pipeline.TrackOrder;
import org.audioprocessor.pipeline.TrackRun;
import org.audioprocessor.pipeline.TrackSink;
import org.audioprocessor.queue.EmbeddedDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectKeys;
import org.audioprocessor.storage.ObjectLayout;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.S3ObjectStore;
import org.audioprocessor.storage.TemporaryFolders;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.testing.S3Answers;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.worker.WorkerEvent.PoolPaused;
import org.audioprocessor.worker.WorkerEvent.TrackPublished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket that fails many of its requests slows a worker down and never stops it. */
class FlakyBucketTest {
  private static final int SLOTS = 2;
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
  private final class CountingMaker implements TrackMaker {
    private final TrackMaker real = new InProcessMaker();

    @Override
    public Made make(TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress)
        throws ProcessingException {
      made.incrementAndGet();
      return real.make(order, sink, cancel, progress);
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
    TrackRun run =
        new TrackRun(
                store,
                new ObjectKeys(ObjectLayout.defaults()),
                temporary,
                settings,
                new Pipeline.Program("Test", "8"))
            .withMaker(new CountingMaker());
    Workplace place = new Workplace(database.queue(), run, run.rawFiles());
    return WorkerPool.start(place, workload, SLOTS, SETTINGS, events::add);
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
      assertThat(pool.await(Patience.LONGEST)).isTrue();
    }

    assertThat(published()).isEqualTo(6);
    assertThat(made).hasValue(6);
    assertThat(events).noneMatch(PoolPaused.class::isInstance);
    assertThat(store.retries()).isPositive();
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
    // three segments, six copies of the generation, six fixed names
    assertThat(count("PUT")).isEqualTo(3 + 6 + 6);
    // whether the bucket is there where the first name is missing
    assertThat(count("GET")).isLessThanOrEqualTo(1);
  }

  private long count(String method) {
    return server.requests().stream()
        .filter(request -> request.method().equals(method) && request.key().contains("/track 1/"))
        .count();
  }

  /** The figures are in {@code src/docs/reliability.md}. */
  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void tenMinutesOfFailuresCostLessThanThreeFifthsOfTheThroughput() throws Exception {
    sound(8);
    try (WorkerPool pool = start(new Workload.UntilStopped())) {
      double calmRate = perMinute(Duration.ofMinutes(2));
      server.answer(S3Answers.busy(12, 0.3));
      double flakyRate = perMinute(Duration.ofMinutes(10));
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
