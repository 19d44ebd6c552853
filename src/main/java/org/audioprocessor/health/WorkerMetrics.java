package org.audioprocessor.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.process.Stage;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics of a worker in Prometheus' format. */
public final class WorkerMetrics implements WorkerListener, AutoCloseable {
  private static final String PREFIX = "audio_processor.";
  private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);
  private static final Duration[] STAGE_BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30)
  };

  private static final Duration[] LAG_BUCKETS = {
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(6)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final Map<String, Long> runningSinceNanos = new ConcurrentHashMap<>();
  private final StageTimes stageTimes = new StageTimes(this::stageEnded);
  private final AtomicReference<@Nullable QueueDepth> depth = new AtomicReference<>();
  private final AtomicReference<@Nullable UploadQueue> watchedQueue = new AtomicReference<>();

  /** Strong references, because Micrometer's meters hold their sources by weak references. */
  private final List<Object> heldForMeters = new CopyOnWriteArrayList<>();

  private volatile boolean paused;

  public WorkerMetrics() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    Gauge.builder(PREFIX + "tracks.running", runningSinceNanos, Map::size)
        .description("Tracks in processing")
        .register(registry);
    Gauge.builder(PREFIX + "paused", this, now -> now.paused ? 1 : 0)
        .description("1 while the circuit breaker is open and nothing is claimed")
        .register(registry);
    // alerts need these series before their first event
    ended("published", "");
    ended("failed", "");
    leaseLosses();
    musicSeconds();
    uploadToPublished();
  }

  /** Registers the program's version. */
  public void build(String version) {
    Gauge.builder(PREFIX + "build.info", () -> 1)
        .description("1; its label is the program's version")
        .tag("version", version)
        .strongReference(true)
        .register(registry);
  }

  /** Registers the number of uploads by status and the oldest waiting time. */
  public void watchQueue(UploadQueue queue, InstantSource clock) {
    QueueDepth watched = new QueueDepth(() -> depth(queue), clock);
    depth.set(watched);
    watchedQueue.set(queue);
    Gauge.builder(PREFIX + "oldest.waiting", watched, QueueDepth::oldestWaitSeconds)
        .description("Waiting time of the oldest claimable upload")
        .baseUnit("seconds")
        .register(registry);
    for (UploadStatus status : UploadStatus.values()) {
      Gauge.builder(PREFIX + "uploads", watched, now -> now.of(status))
          .description("Uploads in the platform's table by status")
          .tag("status", status.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private static QueueDepth.Depth depth(UploadQueue queue) throws QueueException {
    return new QueueDepth.Depth(queue.counts(), queue.oldestWait().toMillis() / 1000.0);
  }

  /** Registers the number of retried upload requests to the bucket since the start. */
  public void watchUploadRetries(LongSupplier retries) {
    heldForMeters.add(retries);
    FunctionCounter.builder(PREFIX + "upload.retries", retries, LongSupplier::getAsLong)
        .description("Retried upload requests to the bucket")
        .register(registry);
  }

  /** Returns the metrics in Prometheus' text format; may wait two seconds for the database. */
  public String text() {
    QueueDepth watched = depth.get();
    if (watched != null) {
      watched.refresh();
    }
    return registry.scrape();
  }

  @Override
  public void on(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.TrackClaimed e -> runningSinceNanos.put(id(e.claim()), System.nanoTime());
      case WorkerEvent.TrackProgress e ->
          stageTimes.on(id(e.claim()), e.progress(), System.nanoTime());
      case WorkerEvent.TrackPublished e -> published(e);
      case WorkerEvent.TrackFailed e -> ended(e.claim(), "failed", e.kind());
      case WorkerEvent.TrackBackedOff e -> ended(e.claim(), "rested", "");
      case WorkerEvent.TrackReleased e -> ended(e.claim(), "given_back", "");
      case WorkerEvent.TrackLost e -> {
        ended(e.claim(), "lost", "");
        leaseLosses().increment();
      }
      case WorkerEvent.UploadRefused e -> ended("refused", e.answer().reason().name()).increment();
      case WorkerEvent.UploadRecovered e -> recovered(e.recovered().outcome().name()).increment();
      case WorkerEvent.PoolPaused e -> paused = true;
      case WorkerEvent.PoolResumed e -> paused = false;
    }
  }

  private void published(WorkerEvent.TrackPublished event) {
    double seconds = event.published().measured().seconds();
    Long since = ended(event.claim(), "published", "");
    musicSeconds().increment(seconds);
    scores(event.published().certificate());
    if (since != null) {
      DistributionSummary.builder(PREFIX + "realtime_factor")
          .description("Seconds of music processed per second, from claim to publication")
          .serviceLevelObjectives(1, 5, 10, 20, 50, 100)
          .register(registry)
          .record(seconds / Math.max(1e-9, (System.nanoTime() - since) / 1e9));
    }
    UploadQueue queue = watchedQueue.get();
    if (queue != null) {
      recordLag(queue, event.claim());
    }
  }

  /** Records the scores of the renditions that were compared with their source. */
  void scores(Certificate certificate) {
    for (RenditionCertificate rendition : certificate.renditions()) {
      rendition
          .quality()
          .ifPresent(quality ->
              DistributionSummary.builder(PREFIX + "score.2f")
                  .description("2f-model's score of published renditions, 0 bad to 100 excellent")
                  .tag("rendition", rendition.name())
                  .serviceLevelObjectives(20, 40, 60, 80)
                  .register(registry)
                  .record(quality.score2f()));
    }
  }

  /** Records the lag of first publications only; reprocessed uploads are old. */
  private void recordLag(UploadQueue queue, Claim claim) {
    try {
      UploadRow row = queue.get(id(claim)).orElse(null);
      if (row == null || row.tries() != claim.attempt()) {
        return;
      }
      Instant uploadedAt = row.uploadedAt();
      UploadRow.Completion completion = row.completion();
      if (uploadedAt != null && completion != null) {
        Duration lag = Duration.between(uploadedAt, completion.completedAt());
        uploadToPublished().record(lag.isNegative() ? Duration.ZERO : lag);
      }
    } catch (QueueException e) {
      LOG.debug("The time from upload to publication of {} is unknown", claim.fileName(), e);
    }
  }

  private Timer uploadToPublished() {
    return Timer.builder(PREFIX + "upload.to.published")
        .description("Time from uploaded_at to the first publication")
        .serviceLevelObjectives(LAG_BUCKETS)
        .register(registry);
  }

  private @Nullable Long ended(Claim claim, String outcome, String kind) {
    stageTimes.forget(id(claim));
    ended(outcome, kind).increment();
    return runningSinceNanos.remove(id(claim));
  }

  private Counter ended(String outcome, String kind) {
    return counter("tracks", "Processed tracks by outcome")
        .tag("outcome", outcome)
        .tag("kind", kind.toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter recovered(String outcome) {
    return counter("recovered", "Expired leases of dead workers by outcome")
        .tag("outcome", outcome.toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter leaseLosses() {
    return counter("lease.losses", "Tracks whose lease was lost during processing")
        .register(registry);
  }

  private Counter musicSeconds() {
    return counter("music", "Seconds of published music").baseUnit("seconds").register(registry);
  }

  private static Counter.Builder counter(String name, String description) {
    return Counter.builder(PREFIX + name).description(description);
  }

  private void stageEnded(Stage stage, Duration time) {
    Timer.builder(PREFIX + "stage")
        .description("Duration of processing stages")
        .tag("stage", stage.word())
        .serviceLevelObjectives(STAGE_BUCKETS)
        .register(registry)
        .record(time);
  }

  private static String id(Claim claim) {
    return claim.uploadId();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
