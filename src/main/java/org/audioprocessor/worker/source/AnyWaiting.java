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
import org.audioprocessor.worker.claim.Disposition;

/** All uploads that wait in the table. No lock is held while the database is asked. */
final class AnyWaiting implements WorkSource {
  /** Others may hold a waiting row for a moment: nothing must be found twice. */
  private static final int EMPTY_ANSWERS_THAT_END = 2;

  private final UploadQueue queue;
  private final WorkerSettings settings;
  private final boolean endsWhenNoneWaits;
  private final Set<String> comesBack = new HashSet<>();

  /** Claims that were granted or are being asked for. */
  private int claims;

  private int emptyAnswers;

  AnyWaiting(UploadQueue queue, WorkerSettings settings, boolean endsWhenNoneWaits) {
    this.queue = queue;
    this.settings = settings;
    this.endsWhenNoneWaits = endsWhenNoneWaits;
  }

  @Override
  public Optional<Claim> next() throws QueueException {
    ask();
    Optional<Claim> claim = Optional.empty();
    try {
      claim = queue.claim(settings.owner(), settings.lease());
      if (claim.isEmpty()) {
        forgetWhatOthersTook();
        foundNothing();
      }
      return claim;
    } finally {
      answered(claim);
    }
  }

  private synchronized void ask() {
    claims++;
  }

  private synchronized void foundNothing() {
    emptyAnswers++;
  }

  private synchronized void answered(Optional<Claim> claim) {
    if (claim.isEmpty()) {
      claims--;
    } else {
      emptyAnswers = 0;
      comesBack.remove(claim.get().uploadId());
    }
  }

  private void forgetWhatOthersTook() throws QueueException {
    for (String uploadId : awaited()) {
      if (queue.get(uploadId).filter(r -> r.status() == UploadStatus.WAITING).isEmpty()) {
        forget(uploadId);
      }
    }
  }

  private synchronized List<String> awaited() {
    return List.copyOf(comesBack);
  }

  private synchronized void forget(String uploadId) {
    comesBack.remove(uploadId);
  }

  @Override
  public synchronized void ended(Claim claim, Disposition ending) {
    claims--;
    if (endsWhenNoneWaits && ending == Disposition.LATER) {
      comesBack.add(claim.uploadId());
      emptyAnswers = 0;
    }
  }

  /** They wait, and so they are wanted already; they are looked for once more. */
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
        && comesBack.isEmpty()
        && emptyAnswers >= EMPTY_ANSWERS_THAT_END;
  }
}
