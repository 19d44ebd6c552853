package org.audioprocessor.worker.source;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.source.WorkSource.Disposition;

/** Claims any waiting upload of the table. Holds no lock during a database call. */
final class AnyWaiting implements WorkSource {
  /** Another transaction may hold a waiting row briefly, so two empty answers are required. */
  private static final int EMPTY_ANSWERS_THAT_END = 2;

  private final UploadQueue queue;
  private final WorkerSettings settings;
  private final boolean endsWhenNoneWaits;
  private final Set<String> waitingAgain = new HashSet<>();

  /** Number of claims that are held or being requested. */
  private int claims;

  private int emptyAnswers;

  AnyWaiting(UploadQueue queue, WorkerSettings settings, boolean endsWhenNoneWaits) {
    this.queue = queue;
    this.settings = settings;
    this.endsWhenNoneWaits = endsWhenNoneWaits;
  }

  @Override
  public Optional<Claim> next() throws QueueException {
    beginRequest();
    Optional<Claim> claim = Optional.empty();
    try {
      claim = queue.claim(settings.owner(), settings.lease());
      if (claim.isEmpty()) {
        forgetClaimedByOthers();
        foundNothing();
      }
      return claim;
    } finally {
      endRequest(claim);
    }
  }

  private synchronized void beginRequest() {
    claims++;
  }

  private synchronized void foundNothing() {
    emptyAnswers++;
  }

  private synchronized void endRequest(Optional<Claim> claim) {
    if (claim.isEmpty()) {
      claims--;
    } else {
      emptyAnswers = 0;
      waitingAgain.remove(claim.get().uploadId());
    }
  }

  private void forgetClaimedByOthers() throws QueueException {
    for (String uploadId : copyOfWaitingAgain()) {
      if (queue.get(uploadId).filter(r -> r.status() == UploadStatus.WAITING).isEmpty()) {
        forget(uploadId);
      }
    }
  }

  private synchronized List<String> copyOfWaitingAgain() {
    return List.copyOf(waitingAgain);
  }

  private synchronized void forget(String uploadId) {
    waitingAgain.remove(uploadId);
  }

  @Override
  public synchronized void ended(Claim claim, Disposition disposition) {
    claims--;
    if (endsWhenNoneWaits && disposition == Disposition.WAITS_AGAIN) {
      waitingAgain.add(claim.uploadId());
      emptyAnswers = 0;
    }
  }

  /** Waiting uploads are in the workload already; only the count of empty answers is reset. */
  @Override
  public synchronized void include(Collection<String> uploadIds) {
    emptyAnswers = 0;
  }

  @Override
  public boolean drop(String uploadId) {
    return false;
  }

  @Override
  public synchronized boolean isOver() {
    return endsWhenNoneWaits
        && claims == 0
        && waitingAgain.isEmpty()
        && emptyAnswers >= EMPTY_ANSWERS_THAT_END;
  }
}
