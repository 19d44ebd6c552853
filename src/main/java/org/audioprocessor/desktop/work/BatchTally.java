package org.audioprocessor.desktop.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.audioprocessor.desktop.work.BatchState.Phase;
import org.audioprocessor.pipeline.Published;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.worker.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens in a batch, and keeps the latest of each track. Safe for use by many threads.
 */
final class BatchTally {
  private final InstantSource clock;
  private final Map<String, TrackProgress> running = new HashMap<>();
  private final Set<String> picked = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Set<String> leftOut = new HashSet<>();
  private Phase phase = Phase.IDLE;
  private int total;
  private int done;
  private int failed;
  private double musicSeconds;
  private Instant begun = Instant.EPOCH;
  private @Nullable String waitingFor;
  private @Nullable Duration perUpload;

  BatchTally(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void begin() {
    running.clear();
    picked.clear();
    ended.clear();
    leftOut.clear();
    phase = Phase.RUNNING;
    total = 0;
    done = 0;
    failed = 0;
    musicSeconds = 0;
    begun = clock.instant();
    waitingFor = null;
  }

  /** Those of them that are not in the batch yet; they are counted from now on. */
  synchronized List<String> include(Collection<String> uploadIds) {
    List<String> more =
        uploadIds.stream()
            .distinct()
            .filter(id -> !running.containsKey(id) && !picked.contains(id))
            .toList();
    for (String id : more) {
      picked.add(id);
      total += leftOut.remove(id) ? 0 : 1;
    }
    return more;
  }

  /** So many wait, those that were picked before among them. */
  synchronized void expect(int waiting) {
    picked.clear();
    leftOut.clear();
    total = done + failed + running.size() + waiting;
  }

  /** It is not worked on after all, by a person's wish or since somebody else has it. */
  synchronized void leaveOut(String uploadId) {
    picked.remove(uploadId);
    running.remove(uploadId);
    leftOut.add(uploadId);
  }

  synchronized Phase phase() {
    return phase;
  }

  synchronized void setPhase(Phase phase) {
    this.phase = phase;
    if (phase == Phase.ENDED) {
      running.clear();
      waitingFor = null;
    }
  }

  synchronized void on(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.TrackClaimed e -> claimed(e.claim());
      case WorkerEvent.TrackProgress e ->
          running.computeIfPresent(e.claim().uploadId(), (id, before) -> before.next(e.progress()));
      case WorkerEvent.TrackPublished e -> published(e.claim(), e.published());
      case WorkerEvent.TrackFailed e -> failed(e.claim().uploadId());
      case WorkerEvent.UploadRefused e -> leaveOut(e.uploadId());
      case WorkerEvent.TrackRests e -> running.remove(e.claim().uploadId());
      case WorkerEvent.TrackReleased e -> running.remove(e.claim().uploadId());
      case WorkerEvent.TrackLost e -> leaveOut(e.claim().uploadId());
      case WorkerEvent.UploadRecovered e -> {}
      case WorkerEvent.PoolPaused e -> waitingFor = e.reason();
      case WorkerEvent.PoolResumed e -> waitingFor = null;
    }
  }

  private void claimed(Claim claim) {
    running.put(claim.uploadId(), TrackProgress.begin(claim));
    picked.remove(claim.uploadId());
    leftOut.remove(claim.uploadId());
    if (ended.remove(claim.uploadId())) {
      total++;
    }
  }

  private void published(Claim claim, Published published) {
    running.remove(claim.uploadId());
    ended.add(claim.uploadId());
    musicSeconds += published.measured().seconds();
    done++;
  }

  private void failed(String uploadId) {
    running.remove(uploadId);
    ended.add(uploadId);
    failed++;
  }

  synchronized Map<String, TrackProgress> running() {
    return Map.copyOf(running);
  }

  synchronized BatchState state() {
    int ends = done + failed;
    // others may have added more than were counted at the beginning
    int all = Math.max(total, ends + leftOut.size() + running.size());
    double elapsedSeconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
    double heard = musicSeconds + musicInProgress();
    double factor = elapsedSeconds > 0 && phase != Phase.IDLE ? heard / elapsedSeconds : 0;
    double part = ends + leftOut.size() + halfDone();
    return new BatchState(
        phase,
        all,
        done,
        failed,
        running.size(),
        all == 0 ? 0 : part / all,
        factor,
        left(ends, all, elapsedSeconds),
        waitingFor);
  }

  /** Of the batch that runs or ran last, with as many at once as it had. */
  synchronized Optional<Duration> perUpload() {
    return perUpload == null ? Optional.empty() : Optional.of(perUpload);
  }

  /** Not known before a track has ended. */
  private @Nullable Duration left(int ends, int all, double elapsedSeconds) {
    if (ends == 0 || phase == Phase.ENDED) {
      return null;
    }
    double part = ends + halfDone();
    double secondsEach = elapsedSeconds / part;
    perUpload = Duration.ofMillis(Math.round(secondsEach * 1000));
    double seconds = secondsEach * (all - leftOut.size() - part);
    return Duration.ofSeconds(Math.max(0, Math.round(seconds)));
  }

  private double halfDone() {
    return running.values().stream().mapToDouble(TrackProgress::overall).sum();
  }

  private double musicInProgress() {
    return running.values().stream()
        .map(TrackProgress::musicSeconds)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .sum();
  }
}
