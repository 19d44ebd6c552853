package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RunContext;
import org.audioprocessor.queue.Attempt.Outcome;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.generation.GenerationTry;
import org.audioprocessor.queue.generation.TrackGenerations;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerEvent.TrackClaimed;
import org.audioprocessor.worker.WorkerEvent.TrackFailed;
import org.audioprocessor.worker.WorkerEvent.TrackLost;
import org.audioprocessor.worker.WorkerEvent.TrackProgress;
import org.audioprocessor.worker.WorkerEvent.TrackPublished;
import org.audioprocessor.worker.WorkerEvent.TrackReleased;
import org.audioprocessor.worker.WorkerEvent.TrackRests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one claim to its outcome. Files are moved before the outcome is written, so that a worker
 * that takes over a claim which ended in between finds the file and comes to the same outcome.
 */
public final class TrackAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(TrackAttempt.class);

  private final PoolContext pool;
  private final HeldClaim held;
  private final Claim claim;

  public TrackAttempt(PoolContext pool, HeldClaim held) {
    this.pool = pool;
    this.held = held;
    this.claim = held.claim();
  }

  @SuppressWarnings("try")
  public // the fields stand as long as it is open
  Disposition run() {
    try (LogFields fields = LogFields.of(claim)) {
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
      return complete(id, published);
    } catch (ProcessingException e) {
      return end(verdict(e));
    } catch (RuntimeException | Error e) {
      return end(verdict(unexpected(e)));
    }
  }

  private GenerationTry begin() throws ProcessingException {
    TrackGenerations generations = pool.services().queue().generations();
    try {
      Optional<GenerationTry> next = generations.begin(claim);
      GenerationTry id = next.orElseThrow(QueueFailures::lost);
      new AbandonedTries(generations, pool.services().processor()).discardAllBut(id);
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

  private Disposition complete(GenerationTry id, Published published) {
    String detail = published.sentence();
    Result result = CompletedFigures.of(published);
    boolean written =
        pool.outcomes()
            .write(claim, Outcome.COMPLETED, queue -> queue.completed(claim, id, detail, result));
    if (written) {
      pool.breaker().worked();
    }
    pool.events()
        .emit(
            written
                ? new TrackPublished(claim, published)
                : new TrackLost(claim, QueueFailures.lost().sentence()));
    return Disposition.OVER;
  }

  /** The reason for which the run was stopped goes before what stopping it led to. */
  private FailureDecision verdict(ProcessingException failure) {
    ProcessingException reason = failure;
    try {
      held.cancel().check();
    } catch (ProcessingException asked) {
      reason = asked;
    }
    LOG.debug("{}: ended early", claim.fileName(), failure);
    return held.judgedAsCancelled()
        ? FailurePolicy.cancelled()
        : pool.policy().judge(reason, claim.attempt(), waited(reason));
  }

  /** How long the raw file has been awaited; asked of the database where that decides. */
  private Duration waited(ProcessingException failure) {
    if (failure.kind().cure() != FailureKind.Cure.LATE_FILE) {
      return Duration.ZERO;
    }
    try {
      return FileWait.of(pool.services().queue(), claim);
    } catch (QueueException e) {
      // the outcome waits for the database as well
      LOG.warn("{}: its age is unknown: {}", claim.fileName(), e.getMessage());
      return Duration.ZERO;
    }
  }

  private Disposition end(FailureDecision verdict) {
    return switch (verdict) {
      case FailureDecision.Fail fail -> fail(fail);
      case FailureDecision.Rest rest -> rest(rest);
      case FailureDecision.Wait wait -> {
        pool.breaker().close(wait.why(), claim.fileName());
        yield giveBack(wait.why().sentence());
      }
      case FailureDecision.GiveBack back -> giveBack(back.sentence());
      case FailureDecision.Leave leave -> {
        pool.events().emit(new TrackLost(claim, leave.sentence()));
        yield Disposition.OVER;
      }
    };
  }

  private Disposition fail(FailureDecision.Fail fail) {
    try {
      FailedFileMover failedFiles =
          new FailedFileMover(pool.services().queue(), pool.services().rawFiles());
      failedFiles.setAside(claim.upload(), held);
    } catch (ProcessingException e) {
      FailureDecision instead = verdict(e);
      if (!(instead instanceof FailureDecision.Fail)) {
        return end(instead);
      }
      LOG.warn("{}: stays where it is: {}", claim.fileName(), e.sentence());
    }
    boolean written =
        pool.outcomes()
            .write(
                claim, Outcome.FAILED, queue -> queue.failed(claim, fail.kind(), fail.sentence()));
    if (written) {
      pool.breaker().worked();
    }
    return tell(written, new TrackFailed(claim, fail.kind(), fail.sentence()), Disposition.OVER);
  }

  private Disposition rest(FailureDecision.Rest rest) {
    boolean written =
        pool.outcomes()
            .write(
                claim,
                Outcome.RETRY,
                queue -> queue.retryLater(claim, rest.kind(), rest.sentence(), rest.rest()));
    Disposition ending = held.cancelledByPerson() ? Disposition.OVER : Disposition.LATER;
    return tell(written, new TrackRests(claim, rest.sentence(), rest.rest()), ending);
  }

  private Disposition giveBack(String sentence) {
    boolean written = pool.outcomes().write(claim, Outcome.RELEASED, queue -> queue.release(claim));
    return tell(written, new TrackReleased(claim, sentence), Disposition.LATER);
  }

  private Disposition tell(boolean written, WorkerEvent event, Disposition ending) {
    pool.events().emit(written ? event : new TrackLost(claim, QueueFailures.lost().sentence()));
    return written ? ending : Disposition.OVER;
  }

  private ProcessingException unexpected(Throwable cause) {
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof CancellationException) {
        LOG.info("{}: a call was given up, as after the process stood still", claim.fileName());
        LOG.debug("The call that was given up", cause);
        return new ProcessingException(
            FailureKind.STORE_AWAY,
            "A request was given up because it took too long. Work goes on by itself.",
            cause);
      }
    }
    LOG.error("{}: a fault of the program", claim.fileName(), cause);
    return new ProcessingException(
        FailureKind.INTERNAL,
        "The program has a fault. Try the track again; if it happens twice, please report it"
            + " with the log.",
        cause);
  }
}
