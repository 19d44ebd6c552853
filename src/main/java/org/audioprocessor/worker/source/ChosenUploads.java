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
import org.audioprocessor.worker.source.WorkSource.Disposition;
import org.jspecify.annotations.Nullable;

/** Claims the selected uploads only. Holds no lock during a database call. */
final class ChosenUploads implements WorkSource {
  private final UploadQueue queue;
  private final WorkerSettings settings;
  private final Consumer<WorkerEvent> events;

  /** Not requested yet, in order. */
  private final Set<String> fresh;

  /** Requested and refused for now: in their back-off, or their track is busy. */
  private final Set<String> later = new LinkedHashSet<>();

  /** Subset of {@link #later}: in the back-off after a try of this pool. */
  private final Set<String> backingOff = new HashSet<>();

  private final Set<String> requested = new HashSet<>();
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
    requested.add(uploadId);
    return uploadId;
  }

  private synchronized List<String> allLater() {
    return List.copyOf(later);
  }

  /** False if another slot requests it, or it was dropped. */
  private synchronized boolean takeLater(String uploadId) {
    return later.remove(uploadId) && requested.add(uploadId);
  }

  private Optional<Claim> claim(String uploadId) throws QueueException {
    ClaimAnswer answer;
    try {
      answer = queue.claim(uploadId, settings.owner(), settings.lease());
    } catch (Throwable t) {
      requestAgain(uploadId);
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

  private synchronized void requestAgain(String uploadId) {
    if (requested.remove(uploadId)) {
      later.add(uploadId);
    }
  }

  /** An upload that was dropped meanwhile runs until {@code ClaimRunner#cancel} stops it. */
  private synchronized void granted(String uploadId) {
    requested.remove(uploadId);
    backingOff.remove(uploadId);
    running++;
  }

  private synchronized boolean isRefusedForGood(String uploadId, Refused refused) {
    if (!requested.contains(uploadId)) {
      return false; // it was dropped
    }
    if (isWorthWaiting(uploadId, refused)) {
      requestAgain(uploadId);
      return false;
    }
    backingOff.remove(uploadId);
    return requested.remove(uploadId);
  }

  /** True in the back-off after a try of this pool, or if this pool may be busy with its track. */
  private boolean isWorthWaiting(String uploadId, Refused refused) {
    return switch (refused.reason()) {
      case NOT_DUE -> backingOff.contains(uploadId);
      case TRACK_BUSY -> running > 0;
      case HELD_ELSEWHERE, NOT_WAITING, UNKNOWN, NOT_A_TRACK -> false;
    };
  }

  @Override
  public synchronized void ended(Claim claim, Disposition disposition) {
    running--;
    if (disposition == Disposition.WAITS_AGAIN) {
      later.add(claim.uploadId());
      backingOff.add(claim.uploadId());
    }
  }

  @Override
  public synchronized void include(Collection<String> uploadIds) {
    for (String uploadId : uploadIds) {
      if (!requested.contains(uploadId) && !later.contains(uploadId)) {
        fresh.add(uploadId);
      }
    }
  }

  @Override
  public synchronized boolean drop(String uploadId) {
    backingOff.remove(uploadId);
    boolean wasAsked = requested.remove(uploadId);
    boolean wasLater = later.remove(uploadId);
    return fresh.remove(uploadId) || wasLater || wasAsked;
  }

  @Override
  public synchronized boolean isOver() {
    return running == 0 && fresh.isEmpty() && later.isEmpty() && requested.isEmpty();
  }
}
