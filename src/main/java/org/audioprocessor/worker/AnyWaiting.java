package org.audioprocessor.worker;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;

/** Whatever waits in the table. */
final class AnyWaiting implements WorkSource {
  /** Others may hold a waiting row for a moment: nothing must be found twice. */
  private static final int EMPTY_ANSWERS_THAT_END = 2;

  private final UploadQueue queue;
  private final WorkerSettings settings;
  private final boolean endsWhenNoneWaits;
  private final Set<String> comesBack = new HashSet<>();
  private int running;
  private int emptyAnswers;

  AnyWaiting(UploadQueue queue, WorkerSettings settings, boolean endsWhenNoneWaits) {
    this.queue = queue;
    this.settings = settings;
    this.endsWhenNoneWaits = endsWhenNoneWaits;
  }

  @Override
  public synchronized Optional<Claim> next() throws QueueException {
    Optional<Claim> claim = queue.claim(settings.owner(), settings.lease());
    if (claim.isPresent()) {
      running++;
      emptyAnswers = 0;
      comesBack.remove(claim.get().uploadId());
    } else {
      emptyAnswers++;
      forgetWhatOthersTook();
    }
    return claim;
  }

  private void forgetWhatOthersTook() throws QueueException {
    for (Iterator<String> ids = comesBack.iterator(); ids.hasNext(); ) {
      if (queue.get(ids.next()).filter(r -> r.status() == UploadStatus.WAITING).isEmpty()) {
        ids.remove();
      }
    }
  }

  @Override
  public synchronized void ended(Claim claim, Ending ending) {
    running--;
    if (endsWhenNoneWaits && ending == Ending.LATER) {
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
        && running == 0
        && comesBack.isEmpty()
        && emptyAnswers >= EMPTY_ANSWERS_THAT_END;
  }
}
