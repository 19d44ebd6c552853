package org.audioprocessor.worker.source;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
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
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.claim.Disposition;
import org.jspecify.annotations.Nullable;

/** The uploads that a person picked, and no others. No lock is held while the database is asked. */
final class ChosenUploads implements WorkSource {
  private final UploadQueue queue;
  private final WorkerSettings settings;
  private final Consumer<WorkerEvent> events;

  /** Not asked for yet, in their order. */
  private final Set<String> fresh;

  /** Asked for, and not to be had at the time: they rest, or their track is busy. */
  private final Set<String> later = new LinkedHashSet<>();

  /** Of {@link #later}: those that rest after a try of this pool. */
  private final Set<String> resting = new HashSet<>();

  private final Set<String> asking = new HashSet<>();
  private int running;

  ChosenUploads(
      UploadQueue queue,
      WorkerSettings settings,
      Collection<String> uploadIds,
      Consumer<WorkerEvent> events) {
    this.queue = queue;
    this.settings = settings;
    this.events = events;
    this.fresh = new LinkedHashSet<>(uploadIds);
  }

  @Override
  public Optional<Claim> next() throws QueueException {
    for (String id = nextFresh(); id != null; id = nextFresh()) {
      Optional<Claim> claim = claim(id);
      if (claim.isPresent()) {
        return claim;
      }
    }
    for (String id : allLater()) {
      Optional<Claim> claim = takeLater(id) ? claim(id) : Optional.empty();
      if (claim.isPresent()) {
        return claim;
      }
    }
    return Optional.empty();
  }

  private synchronized @Nullable String nextFresh() {
    Iterator<String> ids = fresh.iterator();
    if (!ids.hasNext()) {
      return null;
    }
    String uploadId = ids.next();
    ids.remove();
    asking.add(uploadId);
    return uploadId;
  }

  private synchronized List<String> allLater() {
    return List.copyOf(later);
  }

  /** False if another slot asks for it, or it is not wanted any more. */
  private synchronized boolean takeLater(String uploadId) {
    return later.remove(uploadId) && asking.add(uploadId);
  }

  private Optional<Claim> claim(String uploadId) throws QueueException {
    ClaimAnswer answer;
    try {
      answer = queue.claim(uploadId, settings.owner(), settings.lease());
    } catch (Throwable t) {
      askAgain(uploadId);
      throw t;
    }
    return switch (answer) {
      case Claimed(Claim claim) -> {
        granted(uploadId);
        yield Optional.of(claim);
      }
      case Refused refused -> {
        if (isRefusedForGood(uploadId, refused)) {
          events.accept(new WorkerEvent.UploadRefused(uploadId, refused));
        }
        yield Optional.empty();
      }
    };
  }

  private synchronized void askAgain(String uploadId) {
    if (asking.remove(uploadId)) {
      later.add(uploadId);
    }
  }

  /** One that was dropped meanwhile runs, and {@code ClaimRunner#cancel} stops it. */
  private synchronized void granted(String uploadId) {
    asking.remove(uploadId);
    resting.remove(uploadId);
    running++;
  }

  private synchronized boolean isRefusedForGood(String uploadId, Refused refused) {
    if (!asking.contains(uploadId)) {
      return false; // it was dropped
    }
    if (isWorthWaiting(uploadId, refused)) {
      askAgain(uploadId);
      return false;
    }
    resting.remove(uploadId);
    return asking.remove(uploadId);
  }

  /** For its back-off after a try of this pool, and for a track that this pool may be busy with. */
  private boolean isWorthWaiting(String uploadId, Refused refused) {
    return switch (refused.reason()) {
      case NOT_DUE -> resting.contains(uploadId);
      case TRACK_BUSY -> running > 0;
      case HELD_ELSEWHERE, NOT_WAITING, UNKNOWN, NOT_A_TRACK -> false;
    };
  }

  @Override
  public synchronized void ended(Claim claim, Disposition ending) {
    running--;
    if (ending == Disposition.LATER) {
      later.add(claim.uploadId());
      resting.add(claim.uploadId());
    }
  }

  @Override
  public synchronized void include(Collection<String> uploadIds) {
    for (String uploadId : uploadIds) {
      if (!asking.contains(uploadId) && !later.contains(uploadId)) {
        fresh.add(uploadId);
      }
    }
  }

  @Override
  public synchronized boolean drop(String uploadId) {
    resting.remove(uploadId);
    boolean wasAsked = asking.remove(uploadId);
    boolean wasLater = later.remove(uploadId);
    return fresh.remove(uploadId) || wasLater || wasAsked;
  }

  @Override
  public synchronized boolean isOver() {
    return running == 0 && fresh.isEmpty() && later.isEmpty() && asking.isEmpty();
  }
}
