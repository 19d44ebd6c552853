package org.audioprocessor.cli.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.output.MeasureFields.ShortCertificate;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.output.ProgressLine;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.text.PlainText;
import org.audioprocessor.worker.Tally;
import org.audioprocessor.worker.TracksAtOnce;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerPool;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.Workload;
import org.audioprocessor.worker.claim.PoolServices;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a worker pool in the foreground and prints the outcome of each upload. */
public final class Processing implements AutoCloseable {
  /** Time for which a command waits for an unreachable service; a worker waits without limit. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Output output;
  private final @Nullable HealthEndpoint health;
  private final SequencedMap<String, Upload> running = new LinkedHashMap<>();
  private @Nullable ProgressLine line;

  private Processing(Output output, @Nullable HealthEndpoint health) {
    this.output = output;
    this.health = health;
  }

  /**
   * Runs until the workload is done or the process is asked to end.
   *
   * @param threads tracks at once; 0: from the settings
   * @throws StartupException if the chosen encoder is not installed
   */
  public static Tally run(
      Application application,
      Workload workload,
      int threads,
      Output output,
      Termination termination)
      throws StartupException {
    return run(application, workload, threads, output, termination, null);
  }

  /**
   * Runs until the workload is done or the process is asked to end.
   *
   * @param threads tracks at once; 0: from the settings
   * @param health also receives the events; null: none
   * @throws StartupException if the chosen encoder is not installed
   */
  public static Tally run(
      Application application,
      Workload workload,
      int threads,
      Output output,
      Termination termination,
      @Nullable HealthEndpoint health)
      throws StartupException {
    application.requireEncoder();
    application.warmUp();
    PoolServices services = application.workplace();
    WorkerSettings settings = WorkerSettings.of(services.pace());
    boolean ends = !(workload instanceof Workload.UntilStopped);
    try (Processing processing = new Processing(output, health);
        WorkerPool pool =
            new WorkerPool(
                services,
                workload,
                ends ? settings.withPatience(PATIENCE) : settings,
                processing::on)) {
      termination.stops(() -> processing.stop(pool)); // before the first claim
      pool.begin(tracksAtOnce(application, threads));
      processing.started(pool);
      pool.await(FOR_EVER);
      return pool.tally();
    }
  }

  private void started(WorkerPool pool) {
    if (health != null) {
      health.started(pool);
    }
  }

  private void stop(WorkerPool pool) {
    if (health != null) {
      health.stops();
    }
    pool.stop();
  }

  private static int tracksAtOnce(Application application, int threads) {
    int wanted = threads > 0 ? threads : application.settings().settings().threads();
    return wanted > 0 ? wanted : TracksAtOnce.ofThisMachine();
  }

  /** Returns DONE, SOME_FAILED, or ENVIRONMENT if the pool gave up waiting for a service. */
  public static ExitCode exitCode(Tally tally) {
    if (tally.gaveUp() != null) {
      return ExitCode.ENVIRONMENT;
    }
    return tally.failed() + tally.refused() > 0 ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }

  private void on(WorkerEvent event) {
    if (health != null) {
      health.on(event);
    }
    show(event);
  }

  private synchronized void show(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.TrackClaimed e -> running.put(e.claim().uploadId(), e.claim().upload());
      case WorkerEvent.TrackProgress e -> progress(e);
      case WorkerEvent.TrackPublished e ->
          ended(e.claim().upload(), "published", null, ShortCertificate.text(e.published()));
      case WorkerEvent.TrackFailed e -> ended(e.claim().upload(), "failed", e.sentence(), null);
      case WorkerEvent.TrackBackedOff e ->
          ended(e.claim().upload(), "rests", e.sentence(), "It will be retried.");
      case WorkerEvent.TrackReleased e ->
          ended(e.claim().upload(), "given back", e.sentence(), null);
      case WorkerEvent.TrackLost e -> ended(e.claim().upload(), "lost", e.sentence(), null);
      case WorkerEvent.UploadRefused e ->
          print(e.uploadId(), null, "not processed", e.answer().sentence(), null);
      case WorkerEvent.UploadRecovered e ->
          output.note(
              e.recovered().uploadId()
                  + " was recovered from a worker that ended: "
                  + e.recovered().owner());
      case WorkerEvent.PoolPaused e -> output.note("Paused: " + e.reason());
      case WorkerEvent.PoolResumed e -> output.note("Resumed.");
    }
  }

  /** Draws one line, for the track that began first. */
  private void progress(WorkerEvent.TrackProgress event) {
    Upload upload = event.claim().upload();
    if (!running.isEmpty() && running.sequencedKeySet().getFirst().equals(upload.uploadId())) {
      if (line == null) {
        line = ProgressLine.of(output, PlainText.replaced(upload.fileName()));
      }
      line.on(event.progress());
    }
  }

  private void ended(
      Upload upload, String outcome, @Nullable String error, @Nullable String sentence) {
    running.remove(upload.uploadId());
    print(upload.uploadId(), upload.fileName(), outcome, error, sentence);
  }

  private void print(
      String uploadId,
      @Nullable String fileName,
      String outcome,
      @Nullable String error,
      @Nullable String sentence) {
    close();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("uploadId", uploadId);
    fields.put("fileName", fileName);
    fields.put("ok", error == null);
    fields.put("error", error);
    fields.put("outcome", outcome);
    String detail = error == null ? sentence : error;
    String name = PlainText.replaced(fileName == null ? uploadId : fileName);
    output.result(
        name
            + ": "
            + outcome
            + (detail == null ? "" : (detail.startsWith("\n") ? "" : ". ") + detail),
        fields);
  }

  /** Removes the progress line. */
  @Override
  public synchronized void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }

  /** The option for the number of tracks that are processed at once. */
  public static final class ThreadsOption {
    private static final int MOST = 64;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    private int count;

    @Option(
        names = "--threads",
        paramLabel = "N",
        description = "tracks at once, 1 to 64 (default: from the machine's cores and memory)")
    void setCount(int wanted) {
      if (wanted < 1 || wanted > MOST) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "--threads takes 1 to " + MOST + ", not " + wanted);
      }
      count = wanted;
    }

    /** Tracks at once; 0: from the settings. */
    public int count() {
      return count;
    }
  }
}
