package org.audioprocessor.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Detects threads of a pool that have died or hang. An unavailable service does not count as a
 * hang, since each request ends within minutes.
 */
public final class Pulse {
  /** A track reports progress within minutes, also during an outage. */
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

  /** Starts a thread and watches it until it calls {@link #ended}. */
  Thread start(Thread thread) {
    moved.put(thread, clock.instant());
    thread.start();
    return thread;
  }

  /** Reports that the calling thread is active. */
  void moved() {
    moved.computeIfPresent(Thread.currentThread(), (thread, before) -> clock.instant());
  }

  /** Assigns progress of this upload to the calling thread; null for none. */
  void carries(@Nullable String uploadId) {
    carriers.values().remove(Thread.currentThread());
    if (uploadId != null) {
      carriers.put(uploadId, Thread.currentThread());
    }
  }

  /** Returns a listener that records progress and then calls the next listener. */
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

  /** Ends the watch of the calling thread. */
  void ended() {
    moved.remove(Thread.currentThread());
  }

  /** Describes a thread that has died or hangs; null if there is none. */
  @Nullable String fault() {
    for (Map.Entry<Thread, Instant> entry : moved.entrySet()) {
      String name = entry.getKey().getName();
      if (!entry.getKey().isAlive() && moved.containsKey(entry.getKey())) {
        return "The thread " + name + " has ended unexpectedly.";
      }
      Duration still = Duration.between(entry.getValue(), clock.instant());
      if (still.compareTo(LONGEST_STANDSTILL) > 0) {
        return "The thread " + name + " has been inactive for " + still.toMinutes() + " minutes.";
      }
    }
    return null;
  }
}
