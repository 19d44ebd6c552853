package org.audioprocessor.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the threads that a pool cannot do without live and move. A service that is away does not
 * hold one up: every request has a limit of minutes.
 */
public final class Pulse {
  /** A track reports its progress within minutes, also while it outlives an outage. */
  static final Duration LONGEST_STANDSTILL = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<Thread, Instant> moved = new ConcurrentHashMap<>();
  private final Map<String, Thread> carriers = new ConcurrentHashMap<>();

  /**
   * Watches no thread yet.
   *
   * @param clock monotonic
   */
  Pulse(InstantSource clock) {
    this.clock = clock;
  }

  /** Starts and watches it until it calls {@link #ended}. */
  Thread start(Thread thread) {
    moved.put(thread, clock.instant());
    thread.start();
    return thread;
  }

  /** The calling thread moved. */
  void moved() {
    moved.computeIfPresent(Thread.currentThread(), (thread, before) -> clock.instant());
  }

  /** From now on progress of this upload is the calling thread's; null for none. */
  void carries(@Nullable String uploadId) {
    carriers.values().remove(Thread.currentThread());
    if (uploadId != null) {
      carriers.put(uploadId, Thread.currentThread());
    }
  }

  /** Hears of progress, then hands on. */
  WorkerListener before(WorkerListener next) {
    return event -> {
      if (event instanceof WorkerEvent.TrackProgress progress) {
        progressed(progress.claim().uploadId());
      }
      next.on(event);
    };
  }

  void progressed(String uploadId) {
    Thread carrier = carriers.get(uploadId);
    if (carrier != null) {
      moved.computeIfPresent(carrier, (thread, before) -> clock.instant());
    }
  }

  /** The calling thread ends as it should. */
  void ended() {
    moved.remove(Thread.currentThread());
  }

  /** A sentence about a thread that is dead or stands still; null if there is none. */
  @Nullable String fault() {
    for (Map.Entry<Thread, Instant> one : moved.entrySet()) {
      String name = one.getKey().getName();
      if (!one.getKey().isAlive() && moved.containsKey(one.getKey())) {
        return "The thread " + name + " has ended unexpectedly.";
      }
      Duration still = Duration.between(one.getValue(), clock.instant());
      if (still.compareTo(LONGEST_STANDSTILL) > 0) {
        return "The thread " + name + " has not moved for " + still.toMinutes() + " minutes.";
      }
    }
    return null;
  }
}
