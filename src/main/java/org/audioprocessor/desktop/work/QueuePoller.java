package org.audioprocessor.desktop.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.queue.MonotonicClock;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.generation.Reviews;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the number of uploads by status. Screens read their uploads again when the counts or {@link
 * #ticks} change. A large table is counted less often, see {@code UploadLists.counts}.
 */
public final class QueuePoller implements AutoCloseable {
  private final UploadQueue queue;
  private final PollPace pace = new PollPace(new MonotonicClock());
  private final ScheduledExecutorService timer;
  private final Executor ui;
  private final Notices notices;
  private final ReadOnlyObjectWrapper<Map<UploadStatus, Long>> counts =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<Long> ticks = new ReadOnlyObjectWrapper<>(0L);
  private final ReadOnlyLongWrapper cancelled = new ReadOnlyLongWrapper(0);
  private @Nullable ScheduledFuture<?> next;
  private boolean closed;

  /**
   * Polls nothing before {@link #start}.
   *
   * @param timer also runs the database queries
   */
  public QueuePoller(
      UploadQueue queue, ScheduledExecutorService timer, Executor ui, Notices notices) {
    this.queue = queue;
    this.timer = timer;
    this.ui = ui;
    this.notices = notices;
  }

  public synchronized void start() {
    plan(Duration.ZERO);
  }

  /** Polls now, after a change by this window. */
  public synchronized void pollNow() {
    pace.changed();
    plan(Duration.ZERO);
  }

  public void setHidden(boolean hidden) {
    pace.setHidden(hidden);
    if (!hidden) {
      pollNow();
    }
  }

  /** Empty before the first result. */
  public ReadOnlyObjectProperty<Map<UploadStatus, Long>> counts() {
    return counts.getReadOnlyProperty();
  }

  /**
   * The number of waiting uploads that the user cancelled; no worker claims them before the end of
   * their back-off.
   */
  public ReadOnlyLongProperty cancelled() {
    return cancelled.getReadOnlyProperty();
  }

  /** Returns the number of waiting uploads without the cancelled ones. */
  public long waiting() {
    return Math.max(0, counts.get().getOrDefault(UploadStatus.WAITING, 0L) - cancelled.get());
  }

  /** Rises with every result. */
  public ReadOnlyObjectProperty<Long> ticks() {
    return ticks.getReadOnlyProperty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void plan(Duration wait) {
    if (closed) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    next = timer.schedule(this::poll, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void poll() {
    try {
      Map<UploadStatus, Long> found = queue.lists().counts().uploads();
      long foundCancelled = queue.lists().cancelled();
      ui.execute(() -> answer(found, foundCancelled));
    } catch (QueueException e) {
      Notice notice =
          Notice.of(Notices.DATABASE_TOPIC, Severity.PENDING, String.valueOf(e.getMessage()));
      ui.execute(() -> notices.show(notice));
    } finally {
      plan(pace.next());
    }
  }

  private void answer(Map<UploadStatus, Long> found, long foundCancelled) {
    if (isClosed()) {
      return;
    }
    notices.clear(Notices.DATABASE_TOPIC);
    if (!found.equals(counts.get()) || foundCancelled != cancelled.get()) {
      pace.changed();
      cancelled.set(foundCancelled);
      counts.set(Map.copyOf(found));
    }
    ticks.set(ticks.get() + 1);
  }

  /** Decides the poll interval: short after changes, long while idle or hidden. */
  public static final class PollPace {
    static final Duration LIVELY = Duration.ofSeconds(2);
    static final Duration IDLE = Duration.ofSeconds(6);
    static final Duration HIDDEN = Duration.ofSeconds(30);
    private static final Duration QUIET_AFTER = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant lastChange;
    private boolean hidden;

    public PollPace(InstantSource clock) {
      this.clock = clock;
      lastChange = clock.instant();
    }

    /** Reports that a poll found a change. */
    public synchronized void changed() {
      lastChange = clock.instant();
    }

    public synchronized void setHidden(boolean hidden) {
      this.hidden = hidden;
    }

    /** Returns the time until the next poll. */
    public synchronized Duration next() {
      if (hidden) {
        return HIDDEN;
      }
      return lastChange.plus(QUIET_AFTER).isBefore(clock.instant()) ? IDLE : LIVELY;
    }
  }

  /** The number of tracks by the reviewers' verdict. UI thread only. */
  public static final class ReviewCounts {
    private static final Logger LOG = LoggerFactory.getLogger(ReviewCounts.class);

    private final Reviews reviews;
    private final UiExecutors executors;
    private final ReadOnlyObjectWrapper<Map<ReviewVerdict, Long>> counts =
        new ReadOnlyObjectWrapper<>(Map.of());

    /** Refreshes with every poll of {@code livePoller}. */
    public ReviewCounts(Reviews reviews, QueuePoller livePoller, UiExecutors executors) {
      this.reviews = reviews;
      this.executors = executors;
      livePoller.ticks().addListener((value, before, now) -> refresh());
    }

    /** Empty before the first result. */
    public ReadOnlyObjectProperty<Map<ReviewVerdict, Long>> counts() {
      return counts.getReadOnlyProperty();
    }

    public void refresh() {
      executors
          .background()
          .execute(() -> {
            try {
              Map<ReviewVerdict, Long> found = reviews.counts();
              executors.ui().execute(() -> counts.set(found));
            } catch (QueueException e) {
              // the poll of the counts by status reports the same failure in the window
              LOG.debug("The verdicts cannot be counted", e);
            }
          });
    }
  }
}
