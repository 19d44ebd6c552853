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
 * How many uploads have which status, and how long the oldest one waits. Counting reads the
 * platform's whole table, so it is done only on request, at most every 15 s, and ten times less
 * often than it takes.
 */
final class QueueDepth {
  /** Counts the uploads. */
  @FunctionalInterface
  interface Counting {
    Depth depth() throws QueueException;
  }

  /**
   * The queue at one moment.
   *
   * @param uploads by their status
   * @param oldestWaitSeconds of the uploads that may be claimed; 0 if none waits
   */
  record Depth(Map<UploadStatus, Long> uploads, double oldestWaitSeconds) {}

  private static final Depth UNKNOWN = new Depth(Map.of(), Double.NaN);

  private static final Logger LOG = LoggerFactory.getLogger(QueueDepth.class);
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(15);
  private static final int PAUSES_FOR_ITS_TIME = 10;
  private static final Duration WORTH_WAITING = Duration.ofSeconds(2);

  private final Counting counting;
  private final InstantSource clock;
  private Depth depth = UNKNOWN;
  private Instant nextCount = Instant.MIN;
  private @Nullable CountDownLatch running;

  QueueDepth(Counting counting, InstantSource clock) {
    this.counting = counting;
    this.clock = clock;
  }

  /** Counts anew where that is due, and waits for it, but not for long. */
  void refresh() {
    try {
      CountDownLatch counted = start();
      if (counted != null && !counted.await(WORTH_WAITING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Counting takes long; the older counts are shown");
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
    Instant began = clock.instant();
    Depth found = UNKNOWN;
    try {
      found = counting.depth();
    } catch (Throwable e) {
      // an unknown number is shown as one, not as an old one
      LOG.debug("The uploads could not be counted", e);
    } finally {
      finish(found, began);
    }
  }

  private synchronized void finish(Depth found, Instant began) {
    Instant now = clock.instant();
    Duration pause = Duration.between(began, now).multipliedBy(PAUSES_FOR_ITS_TIME);
    nextCount = now.plus(pause.compareTo(LEAST_PAUSE) > 0 ? pause : LEAST_PAUSE);
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
