package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.process.RunContext;
import org.audioprocessor.process.render.RenditionQuality;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Attempt.Outcome;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.TrackGenerations;
import org.audioprocessor.worker.Events;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerEvent.TrackBackedOff;
import org.audioprocessor.worker.WorkerEvent.TrackClaimed;
import org.audioprocessor.worker.WorkerEvent.TrackFailed;
import org.audioprocessor.worker.WorkerEvent.TrackLost;
import org.audioprocessor.worker.WorkerEvent.TrackProgress;
import org.audioprocessor.worker.WorkerEvent.TrackPublished;
import org.audioprocessor.worker.WorkerEvent.TrackReleased;
import org.audioprocessor.worker.environment.CircuitBreaker;
import org.audioprocessor.worker.source.WorkSource.Disposition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one claim until its outcome is written. Files are moved before the outcome is written, so a
 * worker that takes over a claim which ended in between finds the file and reaches the same
 * outcome.
 */
public final class TrackAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(TrackAttempt.class);

  /** Largest distance of a time without a zone behind UTC (the zone of Baker Island). */
  private static final Duration FARTHEST_BEHIND = Duration.ofHours(12);

  private final Context pool;
  private final HeldClaim held;
  private final Claim claim;

  /** Components that all runs of a pool share. */
  public record Context(
      PoolServices services,
      FailurePolicy policy,
      OutcomeWriter outcomes,
      CircuitBreaker breaker,
      Events events) {}

  public TrackAttempt(Context pool, HeldClaim held) {
    this.pool = pool;
    this.held = held;
    this.claim = held.claim();
  }

  /** Returns whether the upload waits again. */
  @SuppressWarnings("try") // the log fields are set until the block ends
  public Disposition run() {
    try (MDC.MDCCloseable upload = MDC.putCloseable("upload", claim.uploadId());
        MDC.MDCCloseable track = MDC.putCloseable("track", claim.trackId());
        MDC.MDCCloseable worker = MDC.putCloseable("worker", claim.owner())) {
      return attempt();
    }
  }

  private Disposition attempt() {
    pool.events().emit(new TrackClaimed(claim));
    try {
      held.cancel().check();
      GenerationTry id = begin();
      Published published = publish(id);
      pool.services().rawFiles().moveBack(claim.fileName(), held.afterPublication());
      return complete(published);
    } catch (ProcessingException e) {
      return end(decide(e));
    } catch (RuntimeException | Error e) {
      return end(decide(unexpected(e)));
    }
  }

  private GenerationTry begin() throws ProcessingException {
    TrackGenerations generations = pool.services().queue().generations();
    try {
      GenerationTry id = generations.begin(claim).orElseThrow(QueueFailures::lost);
      ClaimLog.discardAbandoned(generations, pool.services().processor(), id);
      return id;
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
  }

  private Published publish(GenerationTry id) throws ProcessingException {
    ClaimLog log = new ClaimLog(pool.services().queue().generations(), held, id);
    RunContext context =
        new RunContext(
            held,
            log,
            held.cancel(),
            progress -> pool.events().emit(new TrackProgress(claim, progress)));
    return pool.services()
        .processor()
        .run(claim.fileName(), id.generation(), id.tryNumber(), context);
  }

  private Disposition complete(Published published) {
    // an earlier try, if the run has continued its publication
    GenerationTry id =
        new GenerationTry(
            claim.trackId(), published.job().generation(), published.job().tryNumber());
    String detail = published.sentence();
    Result result = result(published);
    boolean written =
        pool.outcomes()
            .write(claim, Outcome.COMPLETED, queue -> queue.completed(claim, id, detail, result));
    if (written) {
      pool.breaker().reset();
    }
    return emit(written, new TrackPublished(claim, published), Disposition.FINISHED);
  }

  /** Returns the figures of a certificate that the queue's lists show. */
  static Result result(Published published) {
    List<RenditionCertificate> renditions = published.certificate().renditions();
    // the rungs, low to high, then the M4A
    RenditionCertificate highestRung = renditions.get(renditions.size() - 2);
    // a lower rung often peaks higher than the highest one; empty for silence
    OptionalDouble highestPeak =
        renditions.stream()
            .map(RenditionCertificate::truePeakDbtp)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .max();
    return new Result(
        orNull(published.measured().integratedLufs()),
        orNull(highestRung.integratedLufs()),
        orNull(highestPeak),
        published.measured().seconds(),
        published.metadataKey(),
        orNull(
            renditions.subList(0, renditions.size() - 1).stream()
                .flatMap(rendition -> rendition.quality().stream())
                .mapToDouble(RenditionQuality::score2f)
                .average()),
        published.certificate().findings().isEmpty()
            ? null
            : String.join("; ", published.certificate().findings()));
  }

  private static @Nullable Double orNull(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }

  /** The reason for a cancellation precedes the failure that the cancellation caused. */
  private FailurePolicy.Decision decide(ProcessingException failure) {
    ProcessingException reason = failure;
    try {
      held.cancel().check();
    } catch (ProcessingException cancelled) {
      reason = cancelled;
    }
    LOG.debug("{}: ended early", claim.fileName(), failure);
    return held.judgedAsCancelled()
        ? FailurePolicy.cancelled()
        : pool.policy().decide(reason, claim.attempt(), waitedForFile(reason));
  }

  /**
   * Returns how long the raw file has been awaited: from the first try to this one, or from the
   * upload's row if that is older than a time zone can explain. All times are the database's. Zero
   * for failures with another cure.
   */
  private Duration waitedForFile(ProcessingException failure) {
    if (failure.kind().cure() != FailureKind.Cure.LATE_FILE) {
      return Duration.ZERO;
    }
    UploadQueue queue = pool.services().queue();
    try {
      List<Attempt> series = unfinished(queue.history(claim.uploadId()));
      if (series.isEmpty()) {
        return Duration.ZERO;
      }
      Instant firstTry = series.getLast().startedAt();
      Instant since =
          queue
              .get(claim.uploadId())
              .flatMap(row -> Optional.ofNullable(row.uploadedAt()))
              .filter(uploadedAt -> uploadedAt.isBefore(firstTry.minus(FARTHEST_BEHIND)))
              .orElse(firstTry);
      return Duration.between(since, series.getFirst().startedAt());
    } catch (QueueException e) {
      // writing the outcome waits for the database as well
      LOG.warn("{}: its age is unknown: {}", claim.fileName(), e.getMessage());
      return Duration.ZERO;
    }
  }

  /** The tries since the last final outcome, newest first. */
  private static List<Attempt> unfinished(List<Attempt> newestFirst) {
    return newestFirst.stream()
        .takeWhile(attempt -> {
          Outcome outcome = attempt.ending().outcome();
          return outcome == null || !outcome.isFinal();
        })
        .toList();
  }

  private Disposition end(FailurePolicy.Decision decision) {
    return switch (decision) {
      case FailurePolicy.Decision.Fail fail -> fail(fail);
      case FailurePolicy.Decision.Retry retry -> retry(retry);
      case FailurePolicy.Decision.Pause pause -> {
        pool.breaker().trip(pause.why(), claim.fileName());
        yield release(pause.why().sentence());
      }
      case FailurePolicy.Decision.Release release -> release(release.sentence());
      case FailurePolicy.Decision.Abandon abandon ->
          emit(true, new TrackLost(claim, abandon.sentence()), Disposition.FINISHED);
    };
  }

  private Disposition fail(FailurePolicy.Decision.Fail fail) {
    try {
      FailedFileMover failedFiles =
          new FailedFileMover(pool.services().queue(), pool.services().rawFiles());
      failedFiles.setAside(claim.upload(), held);
    } catch (ProcessingException e) {
      FailurePolicy.Decision instead = decide(e);
      if (!(instead instanceof FailurePolicy.Decision.Fail)) {
        return end(instead);
      }
      LOG.warn("{}: its raw file could not be moved: {}", claim.fileName(), e.sentence());
    }
    boolean written =
        pool.outcomes()
            .write(
                claim, Outcome.FAILED, queue -> queue.failed(claim, fail.kind(), fail.sentence()));
    if (written) {
      pool.breaker().reset();
    }
    return emit(
        written, new TrackFailed(claim, fail.kind(), fail.sentence()), Disposition.FINISHED);
  }

  private Disposition retry(FailurePolicy.Decision.Retry retry) {
    boolean written =
        pool.outcomes()
            .write(
                claim,
                Outcome.RETRY,
                queue -> queue.retryLater(claim, retry.kind(), retry.sentence(), retry.backOff()));
    Disposition disposition =
        held.cancelledByPerson() ? Disposition.FINISHED : Disposition.WAITS_AGAIN;
    return emit(written, new TrackBackedOff(claim, retry.sentence(), retry.backOff()), disposition);
  }

  private Disposition release(String sentence) {
    boolean written = pool.outcomes().write(claim, Outcome.RELEASED, queue -> queue.release(claim));
    return emit(written, new TrackReleased(claim, sentence), Disposition.WAITS_AGAIN);
  }

  private Disposition emit(boolean written, WorkerEvent event, Disposition disposition) {
    pool.events().emit(written ? event : new TrackLost(claim, QueueFailures.lost().sentence()));
    return written ? disposition : Disposition.FINISHED;
  }

  private ProcessingException unexpected(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CancellationException) {
        LOG.info("{}: a request was cancelled, as after a suspension", claim.fileName());
        LOG.debug("The request that was cancelled", failure);
        return new ProcessingException(
            FailureKind.STORE_AWAY,
            "A request was cancelled because it took too long. Work goes on by itself.",
            failure);
      }
    }
    LOG.error("{}: internal error", claim.fileName(), failure);
    return new ProcessingException(
        FailureKind.INTERNAL,
        "The program has a fault. Try the track again; if it happens twice, please report it"
            + " with the log.",
        failure);
  }
}
