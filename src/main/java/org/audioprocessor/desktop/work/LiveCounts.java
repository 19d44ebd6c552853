package org.audioprocessor.desktop.work;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.queue.MonotonicClock;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;

/**
 * How many uploads have which status, asked for again and again; whoever shows uploads reads them
 * anew when these change or {@link #ticks} does.
 */
public final class LiveCounts implements AutoCloseable {
  private final UploadQueue queue;
  private final PollPace pace = new PollPace(new MonotonicClock());
  private final ScheduledExecutorService timer;
  private final Executor ui;
  private final Notices notices;
  private final ReadOnlyObjectWrapper<Map<UploadStatus, Long>> counts =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<Long> ticks = new ReadOnlyObjectWrapper<>(0L);
  private @Nullable ScheduledFuture<?> next;
  private boolean closed;

  /**
   * Asks nothing before {@link #start}.
   *
   * @param timer runs the questions to the database too
   */
  public LiveCounts(
      UploadQueue queue, ScheduledExecutorService timer, Executor ui, Notices notices) {
    this.queue = queue;
    this.timer = timer;
    this.ui = ui;
    this.notices = notices;
  }

  public synchronized void start() {
    plan(Duration.ZERO);
  }

  /** Somebody here changed something: do not wait for the next look. */
  public synchronized void lookNow() {
    pace.changed();
    plan(Duration.ZERO);
  }

  public void setHidden(boolean hidden) {
    pace.setHidden(hidden);
    if (!hidden) {
      lookNow();
    }
  }

  /** Empty before the first answer. */
  public ReadOnlyObjectProperty<Map<UploadStatus, Long>> counts() {
    return counts.getReadOnlyProperty();
  }

  /** Rises with every answer. */
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

  private synchronized void plan(Duration wait) {
    if (closed) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    next = timer.schedule(this::look, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      Map<UploadStatus, Long> found = queue.lists().counts().uploads();
      ui.execute(() -> answer(found));
    } catch (QueueException e) {
      Notice notice =
          Notice.of(Notices.DATABASE_TOPIC, Notice.Tone.WAITING, String.valueOf(e.getMessage()));
      ui.execute(() -> notices.show(notice));
    } finally {
      plan(pace.next());
    }
  }

  private void answer(Map<UploadStatus, Long> found) {
    notices.clear(Notices.DATABASE_TOPIC);
    if (!found.equals(counts.get())) {
      pace.changed();
      counts.set(Map.copyOf(found));
    }
    ticks.set(ticks.get() + 1);
  }
}
