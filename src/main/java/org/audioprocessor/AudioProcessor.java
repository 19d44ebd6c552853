package org.audioprocessor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.worker.Tally;
import org.audioprocessor.worker.TracksAtOnce;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerListener;
import org.audioprocessor.worker.WorkerPool;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.Workload;
import org.audioprocessor.worker.claim.PoolServices;

/**
 * The processor as a library. It claims uploads as a worker does, so several instances, and workers
 * in other processes, can share one table.
 *
 * <pre>{@code
 * try (AudioProcessor processor =
 *     AudioProcessor.builder(workspace).segmentSeconds(6).build()) {
 *   boolean published = processor.processAudio("Song.wav");
 *   AudioProcessor.Processed rest = processor.processPendingTracks();
 *   System.out.println(published + ", and " + rest.succeeded() + " more");
 * }
 * }</pre>
 */
public final class AudioProcessor implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Application application;

  private AudioProcessor(Application application) {
    this.application = application;
  }

  /** The numbers of published and failed tracks. */
  public record Processed(int succeeded, int failed) {}

  /**
   * Builds a processor on a workspace folder, which holds its temporary files and, unless set
   * otherwise, its database and its store.
   */
  public static Builder builder(Path workspace) {
    return new Builder(ApplicationOptions.in(workspace));
  }

  /** Overrides the settings of the workspace. */
  public static final class Builder {
    private ApplicationOptions options;

    private Builder(ApplicationOptions options) {
      this.options = options;
    }

    /**
     * Uses the platform's database instead of the workspace's own; requires {@link #bucket} too.
     *
     * @param jdbcUrl {@code jdbc:postgresql://…} or {@code jdbc:mysql://…}, without a password
     */
    public Builder database(String jdbcUrl, String user, String password) {
      options =
          options
              .with(SettingKey.DATABASE_URL, jdbcUrl)
              .with(SettingKey.DATABASE_USER, user)
              .withPassword(Secret.of(password));
      return this;
    }

    /**
     * Uses the platform's bucket, with credentials from the AWS SDK's default provider chain.
     * Endpoint, region and the like are {@linkplain #set settings}.
     */
    public Builder bucket(String name) {
      options = options.with(SettingKey.BUCKET, name);
      return this;
    }

    /** Sets any setting, as text; overrides the environment and the settings file. */
    public Builder set(SettingKey<?> key, String value) {
      options = options.with(key, value);
      return this;
    }

    /** Sets the prefixes of raw files, published tracks and failed raw files. */
    public Builder prefixes(String raw, String processed, String failed) {
      options =
          options
              .with(SettingKey.RAW_PREFIX, raw)
              .with(SettingKey.PROCESSED_PREFIX, processed)
              .with(SettingKey.FAILED_PREFIX, failed);
      return this;
    }

    /** Sets the target duration of a segment, 2 to 30 s. */
    public Builder segmentSeconds(double seconds) {
      options = options.with(SettingKey.SEGMENT_SECONDS, Double.toString(seconds));
      return this;
    }

    /** Sets the number of tracks that are processed at once, 1 to 64. */
    public Builder threads(int tracksAtOnce) {
      options = options.with(SettingKey.THREADS, Integer.toString(tracksAtOnce));
      return this;
    }

    /**
     * Opens bucket and database.
     *
     * @throws StartupException if they cannot be opened, or a setting is invalid, or the chosen
     *     encoder is not installed
     */
    public AudioProcessor build() throws StartupException {
      Application application = Application.open(options);
      try {
        application.requireEncoder();
        return new AudioProcessor(application);
      } catch (StartupException | RuntimeException e) {
        application.close();
        throw e;
      }
    }
  }

  /**
   * Processes the newest waiting upload of a file name and returns whether it was published.
   *
   * @throws StartupException if bucket, database or disk are unreachable for more than a minute
   */
  public boolean processAudio(String fileName) throws StartupException {
    return process(fileName).isPublished();
  }

  /**
   * Processes the newest waiting upload of a file name and returns the outcome.
   *
   * @throws StartupException if bucket, database or disk are unreachable for more than a minute
   */
  public ProcessAnswer process(String fileName) throws StartupException {
    Optional<UploadRow> row = newestOf(fileName);
    if (row.isEmpty()) {
      return new ProcessAnswer(
          ProcessAnswer.Kind.UNKNOWN, "No upload is called “" + fileName + "”.");
    }
    AtomicReference<ProcessAnswer> answer =
        new AtomicReference<>(
            new ProcessAnswer(
                ProcessAnswer.Kind.UNFINISHED, "Its claim was released before it was finished."));
    run(
        new Workload.These(List.of(row.get().upload().uploadId())),
        event -> answerOf(event).ifPresent(answer::set));
    return answer.get();
  }

  /**
   * Processes all waiting uploads.
   *
   * @throws StartupException if bucket, database or disk are unreachable for more than a minute
   */
  public Processed processPendingTracks() throws StartupException {
    Tally tally = run(new Workload.AllThatWait(), event -> {});
    return new Processed(tally.succeeded(), tally.failed());
  }

  /**
   * The waiting uploads, oldest first.
   *
   * @throws StartupException if the database is unreachable
   */
  public List<Upload> getPendingTracks() throws StartupException {
    List<Upload> waiting = new ArrayList<>();
    try {
      application
          .queue()
          .lists()
          .forEach(UploadFilter.of(UploadStatus.WAITING), row -> waiting.add(row.upload()));
      return List.copyOf(waiting.reversed());
    } catch (QueueException e) {
      throw StartupException.of(e);
    }
  }

  private Optional<UploadRow> newestOf(String fileName) throws StartupException {
    try {
      List<UploadRow> rows = application.queue().byFileName(fileName);
      return rows.stream()
          .filter(row -> row.status() == UploadStatus.WAITING)
          .findFirst()
          .or(() -> rows.stream().findFirst());
    } catch (QueueException e) {
      throw StartupException.of(e);
    }
  }

  private Tally run(Workload workload, WorkerListener listener) throws StartupException {
    application.warmUp();
    int threads = application.settings().settings().threads();
    PoolServices services = application.workplace();
    try (WorkerPool pool =
        WorkerPool.start(
            services,
            workload,
            threads > 0 ? threads : TracksAtOnce.ofThisMachine(),
            WorkerSettings.of(services.pace()).withPatience(PATIENCE),
            listener)) {
      pool.await(FOR_EVER);
      String gaveUp = pool.tally().gaveUp();
      if (gaveUp != null) {
        throw new StartupException(gaveUp);
      }
      return pool.tally();
    }
  }

  private static Optional<ProcessAnswer> answerOf(WorkerEvent event) {
    return switch (event) {
      case WorkerEvent.TrackPublished e ->
          answer(ProcessAnswer.Kind.PUBLISHED, e.published().plan().sentence());
      case WorkerEvent.TrackFailed e -> answer(ProcessAnswer.Kind.FAILED, e.sentence());
      case WorkerEvent.TrackLost e -> answer(ProcessAnswer.Kind.UNFINISHED, e.sentence());
      case WorkerEvent.UploadRefused e -> answer(kindOf(e.answer()), e.answer().sentence());
      default -> Optional.empty();
    };
  }

  private static Optional<ProcessAnswer> answer(ProcessAnswer.Kind kind, String sentence) {
    return Optional.of(new ProcessAnswer(kind, sentence));
  }

  private static ProcessAnswer.Kind kindOf(ClaimAnswer.Refused refused) {
    return switch (refused.reason()) {
      case HELD_ELSEWHERE, TRACK_BUSY -> ProcessAnswer.Kind.HELD_ELSEWHERE;
      case UNKNOWN -> ProcessAnswer.Kind.UNKNOWN;
      case NOT_WAITING ->
          refused.status() == UploadStatus.COMPLETED
              ? ProcessAnswer.Kind.ALREADY_COMPLETED
              : ProcessAnswer.Kind.NOT_WAITING;
      case NOT_DUE, NOT_A_TRACK -> ProcessAnswer.Kind.NOT_WAITING;
    };
  }

  /** Closes bucket and database. */
  @Override
  public void close() throws StartupException {
    application.close();
  }
}
