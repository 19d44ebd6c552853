package org.audioprocessor.worker;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.ClaimAnswer.Claimed;
import org.audioprocessor.queue.ClaimAnswer.Refused;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;

/** The uploads that somebody picked, and no others. */
final class ChosenUploads implements WorkSource {
  private final UploadQueue queue;
  private final WorkerSettings settings;
  private final Consumer<WorkerEvent> events;
  private final Set<String> pending;
  private final Set<String> resting = new HashSet<>();
  private int running;

  ChosenUploads(
      UploadQueue queue,
      WorkerSettings settings,
      Collection<String> uploadIds,
      Consumer<WorkerEvent> events) {
    this.queue = queue;
    this.settings = settings;
    this.events = events;
    this.pending = new LinkedHashSet<>(uploadIds);
  }

  @Override
  public synchronized Optional<Claim> next() throws QueueException {
    for (String uploadId : List.copyOf(pending)) {
      ClaimAnswer answer = queue.claim(uploadId, settings.owner(), settings.lease());
      if (answer instanceof Claimed(Claim claim)) {
        pending.remove(uploadId);
        resting.remove(uploadId);
        running++;
        return Optional.of(claim);
      }
      if (answer instanceof Refused refused && !isWorthWaiting(uploadId, refused)) {
        pending.remove(uploadId);
        events.accept(new WorkerEvent.UploadRefused(uploadId, refused));
      }
    }
    return Optional.empty();
  }

  /** Our own back-off is waited for, and a track that one of our own may be at work on. */
  private boolean isWorthWaiting(String uploadId, Refused refused) {
    return switch (refused.reason()) {
      case NOT_DUE -> resting.contains(uploadId);
      case TRACK_BUSY -> running > 0;
      case HELD_ELSEWHERE, NOT_WAITING, UNKNOWN, NOT_A_TRACK -> false;
    };
  }

  @Override
  public synchronized void ended(Claim claim, Ending ending) {
    running--;
    if (ending == Ending.LATER) {
      pending.add(claim.uploadId());
      resting.add(claim.uploadId());
    }
  }

  @Override
  public synchronized void include(Collection<String> uploadIds) {
    pending.addAll(uploadIds);
  }

  @Override
  public synchronized boolean drop(String uploadId) {
    resting.remove(uploadId);
    return pending.remove(uploadId);
  }

  @Override
  public synchronized boolean isOver() {
    return running == 0 && pending.isEmpty();
  }
}
