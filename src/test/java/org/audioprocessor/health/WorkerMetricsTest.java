package org.audioprocessor.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.pipeline.ProgressEvent;
import org.audioprocessor.pipeline.Stage;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.Recovered;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.SettableClock;
import org.audioprocessor.worker.WorkerEvent;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
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
  void theTableIsCountedWhenSomebodyAsksAndNotAgainForFifteenSeconds() {
    SettableClock clock = new SettableClock();
    AtomicInteger counted = new AtomicInteger();
    QueueDepth depth =
        new QueueDepth(
            () -> {
              counted.incrementAndGet();
              Map<UploadStatus, Long> counts = new EnumMap<>(UploadStatus.class);
              counts.put(UploadStatus.WAITING, 5L);
              return counts;
            },
            clock);
    assertThat(depth.of(UploadStatus.WAITING)).isNaN();

    depth.refresh();
    assertThat(depth.of(UploadStatus.WAITING)).isEqualTo(5);
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
