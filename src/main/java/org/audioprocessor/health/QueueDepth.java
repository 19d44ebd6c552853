package org.audioprocessor.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the number of uploads by status and the waiting time of the oldest one. Counting reads the
 * platform's whole table, so it runs only on request, at most every 15 s, and uses at most about a
 * tenth of the time.
 */
final class QueueDepth {
  /** Counts the uploads. */
  @FunctionalInterface
  interface Counting {
    Depth depth() throws QueueException;
  }

  /**
   * The state of the queue at one time.
   *
   * @param uploads by their status
   * @param oldestWaitSeconds waiting time of the oldest claimable upload; 0 if there is none
   */
  record Depth(Map<UploadStatus, Long> uploads, double oldestWaitSeconds) {}

  private static final Depth UNKNOWN = new Depth(Map.of(), Double.NaN);

  private static final Logger LOG = LoggerFactory.getLogger(QueueDepth.class);
  private static final Duration MIN_PAUSE = Duration.ofSeconds(15);
  private static final int PAUSE_FACTOR = 10;
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  private final Counting counting;
  private final InstantSource clock;
  private Depth depth = UNKNOWN;
  private Instant nextCount = Instant.MIN;
  private @Nullable CountDownLatch running;

  QueueDepth(Counting counting, InstantSource clock) {
    this.counting = counting;
    this.clock = clock;
  }

  /** Starts a count if it is due, and waits for it for up to 2 s. */
  void refresh() {
    try {
      CountDownLatch counted = start();
      if (counted != null && !counted.await(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Counting takes long; the previous counts are shown");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable CountDownLatch start() {
    if (running == null && !clock.instant().isBefore(nextCount)) {
      running = new CountDownLatch(1);
      Thread.ofVirtual().name("queue-depth").start(this::count);
    }
    return running;
  }

  private void count() {
    Instant start = clock.instant();
    Depth found = UNKNOWN;
    try {
      found = counting.depth();
    } catch (Throwable e) {
      // an unknown number is shown as unknown, not as the previous one
      LOG.debug("The uploads could not be counted", e);
    } finally {
      finish(found, start);
    }
  }

  private synchronized void finish(Depth found, Instant start) {
    Instant now = clock.instant();
    Duration pause = Duration.between(start, now).multipliedBy(PAUSE_FACTOR);
    nextCount = now.plus(pause.compareTo(MIN_PAUSE) > 0 ? pause : MIN_PAUSE);
    depth = found;
    if (running != null) {
      running.countDown();
      running = null;
    }
  }

  /** NaN where it is not known. */
  synchronized double of(UploadStatus status) {
    Long count = depth.uploads().get(status);
    return count == null ? Double.NaN : count;
  }

  /** NaN where it is not known. */
  synchronized double oldestWaitSeconds() {
    return depth.oldestWaitSeconds();
  }
}
