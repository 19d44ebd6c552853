package org.audioprocessor.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.render.RenditionQuality;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer.Recovered;
import org.audioprocessor.queue.MonotonicClock;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.testing.SettableClock;
import org.audioprocessor.worker.WorkerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerMetricsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Claim CLAIM = new Claim(new Upload("id", "a.wav"), "me", 1, 1);

  private static WorkerEvent progress(Stage stage, double fraction) {
    return new WorkerEvent.TrackProgress(CLAIM, new ProgressEvent(stage, fraction, 0, 0, null));
  }

  @Test
  void eventsBecomeNumbers() {
    try (WorkerMetrics metrics = new WorkerMetrics()) {
      metrics.watchUploadRetries(() -> 7);
      metrics.on(new WorkerEvent.TrackClaimed(CLAIM));
      assertThat(metrics.text()).contains("audio_processor_tracks_running 1.0");
      metrics.on(progress(Stage.FETCH, 0));
      metrics.on(progress(Stage.FETCH, 1));
      metrics.on(progress(Stage.MEASURE, 0));
      metrics.on(progress(Stage.RENDER, 0));
      metrics.on(new WorkerEvent.TrackFailed(CLAIM, "CORRUPT", "It is broken."));
      metrics.on(new WorkerEvent.TrackLost(CLAIM, "It is lost."));
      metrics.on(
          new WorkerEvent.UploadRecovered(
              new Recovered("x", "gone", Recovered.Outcome.WAITING_AGAIN)));
      metrics.on(new WorkerEvent.PoolPaused("The bucket is away."));

      assertThat(metrics.text().lines())
          .contains(
              "audio_processor_tracks_running 0.0",
              "audio_processor_paused 1.0",
              "audio_processor_upload_retries_total 7.0",
              "audio_processor_lease_losses_total 1.0",
              "audio_processor_tracks_total{kind=\"corrupt\",outcome=\"failed\"} 1.0",
              "audio_processor_tracks_total{kind=\"\",outcome=\"published\"} 0.0",
              "audio_processor_recovered_total{outcome=\"waiting_again\"} 1.0",
              "audio_processor_stage_seconds_count{stage=\"fetch\"} 1",
              "audio_processor_stage_seconds_count{stage=\"measure\"} 1")
          .noneMatch(line -> line.contains("stage=\"render\""))
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
      metrics.on(new WorkerEvent.PoolResumed());
      assertThat(metrics.text()).contains("audio_processor_paused 0.0");
    }
  }

  @Test
  void scoresOfRenditionsAreCountedWhereTheyWereCompared() {
    try (WorkerMetrics metrics = new WorkerMetrics()) {
      metrics.scores(
          new Certificate(
              List.of(
                  rendition("low", Optional.of(new RenditionQuality(-3.1, 45))),
                  rendition("high", Optional.empty())),
              List.of(),
              List.of()));

      assertThat(metrics.text().lines())
          .contains(
              "audio_processor_score_2f_bucket{rendition=\"low\",le=\"40.0\"} 0",
              "audio_processor_score_2f_bucket{rendition=\"low\",le=\"60.0\"} 1",
              "audio_processor_score_2f_sum{rendition=\"low\"} 45.0")
          .noneMatch(line -> line.contains("rendition=\"high\""));
    }
  }

  private static RenditionCertificate rendition(String name, Optional<RenditionQuality> quality) {
    LoudnessSnapshot silence = LoudnessMeter.stereo(48_000).finish();
    return new RenditionCertificate(name, silence, 1, 0, -1.5, -20, 0, 1, "FFmpeg 8", quality);
  }

  /** Micrometer holds what its meters read by weak references. */
  @Test
  void everyNumberIsStillThereAfterACollection(@TempDir Path folder) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder);
        WorkerMetrics metrics = new WorkerMetrics()) {
      metrics.build("1.2.3");
      watchRetries(metrics);
      metrics.watchQueue(database.queue(), new MonotonicClock());
      List<String> before = names(metrics.text());
      collectGarbage();
      assertThat(metrics.text().lines())
          .contains(
              "audio_processor_upload_retries_total 7.0",
              "audio_processor_build_info{version=\"1.2.3\"} 1",
              "audio_processor_oldest_waiting_seconds 0.0",
              "audio_processor_uploads{status=\"waiting\"} 0.0",
              "audio_processor_tracks_running 0.0")
          .noneMatch(line -> line.endsWith("NaN"));
      assertThat(names(metrics.text())).containsAll(before);
    }
  }

  /** Nothing else holds the count, as with a method reference of the bucket. */
  private static void watchRetries(WorkerMetrics metrics) {
    AtomicLong retries = new AtomicLong(7);
    metrics.watchUploadRetries(retries::get);
  }

  private static void collectGarbage() {
    WeakReference<Object> witness = new WeakReference<>(new Object());
    await()
        .until(() -> {
          System.gc();
          return witness.get() == null;
        });
  }

  private static List<String> names(String text) {
    return text.lines().filter(line -> line.startsWith("# TYPE")).toList();
  }

  @Test
  void theLagOfTheQueueIsShown(@TempDir Path folder) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder);
        WorkerMetrics metrics = new WorkerMetrics()) {
      database.queue().add(new Upload("id", "a.wav"));
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("UPDATE Uploads SET uploaded_at = uploaded_at - INTERVAL '1' HOUR");
      }
      assertThat(database.queue().oldestWait()).isBetween(HOUR, HOUR.multipliedBy(2));
      assertThat(database.queue().claim("me", HOUR)).isPresent();
      assertThat(database.queue().oldestWait()).isZero();
      metrics.watchQueue(database.queue(), new MonotonicClock());
      assertThat(metrics.text()).contains("audio_processor_upload_to_published_seconds_count 0");
    }
  }

  @Test
  void theTableIsCountedOnRequestAndNotAgainForFifteenSeconds() {
    SettableClock clock = new SettableClock();
    AtomicInteger counted = new AtomicInteger();
    QueueDepth depth =
        new QueueDepth(
            () -> {
              counted.incrementAndGet();
              Map<UploadStatus, Long> counts = new EnumMap<>(UploadStatus.class);
              counts.put(UploadStatus.WAITING, 5L);
              return new QueueDepth.Depth(counts, 61);
            },
            clock);
    assertThat(depth.of(UploadStatus.WAITING)).isNaN();

    depth.refresh();
    assertThat(depth.of(UploadStatus.WAITING)).isEqualTo(5);
    assertThat(depth.oldestWaitSeconds()).isEqualTo(61);
    clock.advance(Duration.ofSeconds(14));
    depth.refresh();
    assertThat(counted).hasValue(1);
    clock.advance(Duration.ofSeconds(1));
    depth.refresh();
    assertThat(counted).hasValue(2);
  }

  @Test
  void aStageLastsFromItsFirstSignToItsLastOrToTheNextStage() {
    List<String> ended = new ArrayList<>();
    StageTimes times = new StageTimes((stage, time) -> ended.add(stage + " " + time.toSeconds()));
    long second = 1_000_000_000L;
    times.on("a", new ProgressEvent(Stage.MEASURE, 0, 0, 0, null), 0);
    times.on("b", new ProgressEvent(Stage.FETCH, 0, 0, 0, null), 0);
    times.on("a", new ProgressEvent(Stage.MEASURE, 0.5, 0, 0, null), 2 * second);
    times.on("a", new ProgressEvent(Stage.RENDER, 0, 0, 0, null), 3 * second);
    times.on("b", new ProgressEvent(Stage.FETCH, 1, 0, 0, null), 4 * second);
    times.on("b", new ProgressEvent(Stage.FETCH, 1, 0, 0, null), 5 * second);
    times.forget("a");
    times.on("a", new ProgressEvent(Stage.PUBLISH, 1, 0, 0, null), 9 * second);

    assertThat(ended).containsExactly("MEASURE 3", "FETCH 4");
  }
}
