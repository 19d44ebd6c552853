package org.audioprocessor.desktop.batch;

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
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.batch.Batch.BatchState.Phase;
import org.audioprocessor.process.Published;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.worker.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of a batch and keeps the latest progress of each track. Safe for use by many
 * threads.
 */
public final class BatchTally {
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
  private int cancelled;
  private final WorkEstimate estimate = new WorkEstimate();
  private Instant updatedAt = Instant.EPOCH;
  private double workedSeconds;
  private @Nullable String waitingFor;

  BatchTally(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized void begin() {
    running.clear();
    picked.clear();
    ended.clear();
    leftOut.clear();
    phase = Phase.RUNNING;
    total = 0;
    done = 0;
    failed = 0;
    cancelled = 0;
    musicSeconds = 0;
    workedSeconds = 0;
    updatedAt = clock.instant();
    estimate.begin();
    waitingFor = null;
  }

  /** Includes uploads; returns those that were not part of the batch yet. */
  synchronized List<String> include(Collection<String> uploadIds) {
    List<String> more =
        uploadIds.stream()
            .distinct()
            .filter(id -> !running.containsKey(id) && !picked.contains(id))
            .toList();
    for (String id : more) {
      picked.add(id);
      estimate.expect(id);
      total += leftOut.remove(id) ? 0 : 1;
    }
    return more;
  }

  /** Adds track lengths, in seconds of music by upload id. */
  synchronized void addLengths(Map<String, Double> lengths) {
    estimate.addLengths(lengths);
  }

  /**
   * Sets the number of waiting uploads, including those picked before.
   *
   * @param sample the ids of some of them, for an estimate of their lengths
   */
  public synchronized void expect(int waiting, Collection<String> sample) {
    picked.clear();
    leftOut.clear();
    cancelled = 0;
    estimate.expectNothing();
    estimate.expect(waiting, sample);
    total = done + failed + running.size() + waiting;
  }

  /** Excludes an upload that another worker has claimed. */
  synchronized void leaveOut(String uploadId) {
    pass();
    if (picked.remove(uploadId)) {
      estimate.remove(uploadId);
    }
    running.remove(uploadId);
    leftOut.add(uploadId);
  }

  /** Marks an upload as cancelled by the user, running or not. */
  synchronized void cancel(String uploadId) {
    cancelled += leftOut.contains(uploadId) ? 0 : 1;
    leaveOut(uploadId);
  }

  synchronized Phase phase() {
    return phase;
  }

  synchronized void setPhase(Phase phase) {
    pass();
    this.phase = phase;
    if (phase == Phase.ENDED) {
      running.clear();
      waitingFor = null;
    }
  }

  /** Adds the elapsed time; time in which nothing could run does not count. */
  private void pass() {
    Instant now = clock.instant();
    boolean holds = phase == Phase.PAUSED || waitingFor != null;
    if (phase.isActive() && !(holds && running.isEmpty())) {
      workedSeconds += Duration.between(updatedAt, now).toMillis() / 1000.0;
    }
    updatedAt = now;
  }

  synchronized void on(WorkerEvent event) {
    pass();
    switch (event) {
      case WorkerEvent.TrackClaimed e -> claimed(e.claim());
      case WorkerEvent.TrackProgress e ->
          running.computeIfPresent(e.claim().uploadId(), (id, before) -> before.next(e.progress()));
      case WorkerEvent.TrackPublished e -> published(e.claim(), e.published());
      case WorkerEvent.TrackFailed e -> failed(e.claim().uploadId());
      case WorkerEvent.UploadRefused e -> leaveOut(e.uploadId());
      case WorkerEvent.TrackBackedOff e -> later(e.claim().uploadId());
      case WorkerEvent.TrackReleased e -> later(e.claim().uploadId());
      case WorkerEvent.TrackLost e -> leaveOut(e.claim().uploadId());
      case WorkerEvent.UploadRecovered e -> {}
      case WorkerEvent.PoolPaused e -> waitingFor = e.reason();
      case WorkerEvent.PoolResumed e -> waitingFor = null;
    }
  }

  private void later(String uploadId) {
    if (running.remove(uploadId) != null) {
      estimate.expect(uploadId);
    }
  }

  private void claimed(Claim claim) {
    estimate.remove(claim.uploadId());
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
    estimate.published(claim.uploadId(), published.measured().seconds());
    done++;
  }

  private void failed(String uploadId) {
    running.remove(uploadId);
    ended.add(uploadId);
    estimate.failed();
    failed++;
  }

  synchronized Map<String, TrackProgress> running() {
    return Map.copyOf(running);
  }

  synchronized BatchState state() {
    int ends = done + failed;
    // more uploads may have been added than were counted at the beginning
    int all = Math.max(total, ends + leftOut.size() + running.size());
    pass();
    double heard = musicSeconds + musicInProgress();
    double factor = workedSeconds > 0 && phase != Phase.IDLE ? heard / workedSeconds : 0;
    double part = ends + leftOut.size() + halfDone();
    return new BatchState(
        phase,
        all,
        done,
        failed,
        cancelled,
        running.size(),
        all == 0 ? 0 : part / all,
        factor,
        left(ends),
        waitingFor);
  }

  /**
   * Estimates the duration at the speed of the last batch, with the same number of parallel tracks.
   */
  synchronized Optional<Duration> estimate(long uploads, Collection<String> sample) {
    return estimate.estimate(uploads, sample);
  }

  /** Returns the remaining time; null before the first track has ended. */
  private @Nullable Duration left(int ends) {
    if (ends == 0 || phase == Phase.ENDED) {
      return null;
    }
    Map<String, Double> parts = new HashMap<>();
    running.forEach((id, progress) -> parts.put(id, progress.overall()));
    return estimate.left(workedSeconds, parts);
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
