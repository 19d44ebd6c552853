package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.Oversight;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Published;
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

  private final Shift shift;
  private final HeldClaim held;
  private final Claim claim;

  public TrackAttempt(Shift shift, HeldClaim held) {
    this.shift = shift;
    this.held = held;
    this.claim = held.claim();
  }

  @SuppressWarnings("try")
  public // the fields stand as long as it is open
  Ending run() {
    try (LogFields fields = LogFields.of(claim)) {
      return attempt();
    }
  }

  private Ending attempt() {
    shift.events().emit(new TrackClaimed(claim));
    try {
      held.cancel().check();
      GenerationTry id = begin();
      Published published = publish(id);
      shift.place().rawFiles().moveBack(claim.fileName(), held.afterPublication());
      return complete(id, published);
    } catch (ProcessingException e) {
      return end(verdict(e));
    } catch (RuntimeException | Error e) {
      return end(verdict(unexpected(e)));
    }
  }

  private GenerationTry begin() throws ProcessingException {
    TrackGenerations generations = shift.place().queue().generations();
    try {
      Optional<GenerationTry> next = generations.begin(claim);
      GenerationTry id = next.orElseThrow(QueueFailures::lost);
      new AbandonedTries(generations, shift.place().processor()).discardAllBut(id);
      return id;
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
  }

  private Published publish(GenerationTry id) throws ProcessingException {
    ClaimLog log = new ClaimLog(shift.place().queue().generations(), held, id);
    Oversight oversight =
        new Oversight(
            held,
            log,
            held.cancel(),
            progress -> shift.events().emit(new TrackProgress(claim, progress)));
    return shift
        .place()
        .processor()
        .run(claim.fileName(), id.generation(), id.tryNumber(), oversight);
  }

  private Ending complete(GenerationTry id, Published published) {
    String detail = published.sentence();
    Result result = CompletedFigures.of(published);
    boolean written =
        shift
            .settlement()
            .write(claim, Outcome.COMPLETED, queue -> queue.completed(claim, id, detail, result));
    if (written) {
      shift.gate().worked();
    }
    shift
        .events()
        .emit(
            written
                ? new TrackPublished(claim, published)
                : new TrackLost(claim, QueueFailures.lost().sentence()));
    return Ending.OVER;
  }

  /** The reason for which the run was stopped goes before what stopping it led to. */
  private Verdict verdict(ProcessingException failure) {
    ProcessingException reason = failure;
    try {
      held.cancel().check();
    } catch (ProcessingException asked) {
      reason = asked;
    }
    LOG.debug("{}: ended early", claim.fileName(), failure);
    return held.judgedAsCancelled()
        ? OutcomePolicy.cancelled()
        : shift.policy().judge(reason, claim.attempt(), waited(reason));
  }

  /** How long the raw file has been awaited; asked of the database where that decides. */
  private Duration waited(ProcessingException failure) {
    if (failure.kind().cure() != FailureKind.Cure.LATE_FILE) {
      return Duration.ZERO;
    }
    try {
      return FileWait.of(shift.place().queue(), claim);
    } catch (QueueException e) {
      // the outcome waits for the database as well
      LOG.warn("{}: its age is unknown: {}", claim.fileName(), e.getMessage());
      return Duration.ZERO;
    }
  }

  private Ending end(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Fail fail -> fail(fail);
      case Verdict.Rest rest -> rest(rest);
      case Verdict.Wait wait -> {
        shift.gate().close(wait.why(), claim.fileName());
        yield giveBack(wait.why().sentence());
      }
      case Verdict.GiveBack back -> giveBack(back.sentence());
      case Verdict.Leave leave -> {
        shift.events().emit(new TrackLost(claim, leave.sentence()));
        yield Ending.OVER;
      }
    };
  }

  private Ending fail(Verdict.Fail fail) {
    try {
      FailedFiles failedFiles = new FailedFiles(shift.place().queue(), shift.place().rawFiles());
      failedFiles.setAside(claim.upload(), held);
    } catch (ProcessingException e) {
      Verdict instead = verdict(e);
      if (!(instead instanceof Verdict.Fail)) {
        return end(instead);
      }
      LOG.warn("{}: stays where it is: {}", claim.fileName(), e.sentence());
    }
    boolean written =
        shift
            .settlement()
            .write(
                claim, Outcome.FAILED, queue -> queue.failed(claim, fail.kind(), fail.sentence()));
    if (written) {
      shift.gate().worked();
    }
    return tell(written, new TrackFailed(claim, fail.kind(), fail.sentence()), Ending.OVER);
  }

  private Ending rest(Verdict.Rest rest) {
    boolean written =
        shift
            .settlement()
            .write(
                claim,
                Outcome.RETRY,
                queue -> queue.retryLater(claim, rest.kind(), rest.sentence(), rest.rest()));
    Ending ending = held.cancelledByPerson() ? Ending.OVER : Ending.LATER;
    return tell(written, new TrackRests(claim, rest.sentence(), rest.rest()), ending);
  }

  private Ending giveBack(String sentence) {
    boolean written =
        shift.settlement().write(claim, Outcome.RELEASED, queue -> queue.release(claim));
    return tell(written, new TrackReleased(claim, sentence), Ending.LATER);
  }

  private Ending tell(boolean written, WorkerEvent event, Ending ending) {
    shift.events().emit(written ? event : new TrackLost(claim, QueueFailures.lost().sentence()));
    return written ? ending : Ending.OVER;
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
