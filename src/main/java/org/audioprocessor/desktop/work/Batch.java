package org.audioprocessor.desktop.work;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.desktop.work.BatchState.Phase;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerListener;
import org.audioprocessor.worker.WorkerPool;
import org.audioprocessor.worker.WorkerSettings;
import org.audioprocessor.worker.Workload;
import org.audioprocessor.worker.Workplace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this window processes itself: at most one batch at a time, to which more may be added.
 * Commands return at once; what happens is told once a frame.
 */
public final class Batch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
  private static final Duration LAST_WORD_MAY_TAKE = Duration.ofSeconds(5);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Workplace place;
  private final Executor background;
  private final Executor pulse;
  final BatchTally tally;
  private final AtomicBoolean told = new AtomicBoolean();
  private final ReadOnlyObjectWrapper<BatchState> state =
      new ReadOnlyObjectWrapper<>(BatchState.NONE);
  private final ReadOnlyObjectWrapper<Map<String, TrackProgress>> running =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final List<WorkerListener> alsoTold = new CopyOnWriteArrayList<>();
  private volatile Consumer<BatchState> ended = nothing -> {};
  private @Nullable WorkerPool pool;
  private volatile @Nullable Thread ending;
  private @Nullable Workload next;
  private volatile int tracksAtOnce;

  /**
   * Starts nothing.
   *
   * @param background may wait
   * @param pulse runs on the UI thread, once a frame
   */
  public Batch(Workplace place, int tracksAtOnce, Executor background, Executor pulse) {
    this.place = place;
    this.tracksAtOnce = tracksAtOnce;
    this.background = background;
    this.pulse = pulse;
    tally = new BatchTally(InstantSource.system());
  }

  /** Works on these, now or after what is being worked on. */
  public void process(List<String> uploadIds) {
    background.execute(() -> add(new Workload.These(uploadIds), uploadIds));
  }

  /**
   * Works on whatever waits.
   *
   * @param waiting about how many these are
   */
  public void processAllWaiting(int waiting) {
    background.execute(() -> addAllThatWait(waiting));
  }

  private synchronized void add(Workload workload, Collection<String> uploadIds) {
    WorkerPool now = pool;
    if (now != null && now.include(uploadIds)) {
      tally.include(uploadIds.size());
      tell();
    } else {
      startOrWait(workload, uploadIds.size());
    }
  }

  /**
   * What was picked waits too: the pool of picked ones ends with what it runs, and this follows.
   */
  private synchronized void addAllThatWait(int waiting) {
    WorkerPool now = pool;
    if (now != null) {
      now.drain();
    }
    startOrWait(new Workload.AllThatWait(), waiting);
  }

  private void startOrWait(Workload workload, int uploads) {
    if (pool == null) {
      tally.begin(uploads);
      start(workload);
    } else {
      tally.include(uploads);
      next = workload;
    }
    tell();
  }

  private void start(Workload workload) {
    tally.setPhase(Phase.RUNNING);
    WorkerPool started =
        WorkerPool.start(place, workload, tracksAtOnce, WorkerSettings.standard(), this::on);
    pool = started;
    ending = Thread.ofVirtual().name("batch-end").start(() -> awaitEnd(started));
  }

  private void awaitEnd(WorkerPool started) {
    if (!started.await(FOR_EVER)) {
      return; // the program ends
    }
    started.close();
    synchronized (this) {
      pool = null;
      Workload following = next;
      next = null;
      if (following != null) {
        start(following);
        return;
      }
      tally.setPhase(Phase.ENDED);
    }
    BatchState last = tally.state();
    tell();
    pulse.execute(() -> ended.accept(last));
  }

  /** What runs is finished; nothing more is begun before {@link #resume}. */
  public void pause() {
    background.execute(() -> setPaused(true, Phase.PAUSED));
  }

  public void resume() {
    background.execute(() -> setPaused(false, Phase.RUNNING));
  }

  private synchronized void setPaused(boolean paused, Phase phase) {
    if (pool != null) {
      pool.setPaused(paused);
      tally.setPhase(phase);
      tell();
    }
  }

  /** What runs is finished, nothing more is begun. */
  public void stopAfterCurrent() {
    background.execute(this::drain);
  }

  private synchronized void drain() {
    if (pool != null) {
      next = null;
      pool.setPaused(false);
      pool.drain();
      tally.setPhase(Phase.STOPPING);
      tell();
    }
  }

  /** Those that this batch works on or wants; others are left alone. */
  public void cancel(Collection<String> uploadIds) {
    background.execute(() -> cancelNow(List.copyOf(uploadIds)));
  }

  private synchronized void cancelNow(List<String> uploadIds) {
    if (pool != null) {
      uploadIds.forEach(pool::cancel);
    }
  }

  /** Holds at once, also for what runs. */
  public void setTracksAtOnce(int tracks) {
    tracksAtOnce = tracks;
    background.execute(this::resize);
  }

  private synchronized void resize() {
    if (pool != null) {
      pool.resize(tracksAtOnce);
    }
  }

  public int tracksAtOnce() {
    return tracksAtOnce;
  }

  /** How long so many take at the speed of the last ones; empty before there were any. */
  public Optional<Duration> about(long uploads) {
    return tally.perUpload().map(each -> each.multipliedBy(uploads));
  }

  /** Told once for each batch, on the UI thread. */
  public void onEnded(Consumer<BatchState> listener) {
    ended = listener;
  }

  /** Hears every event at once, on the pool's threads, as those do that were told of before. */
  public void alsoTell(WorkerListener listener) {
    alsoTold.add(listener);
  }

  public ReadOnlyObjectProperty<BatchState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** By upload id. */
  public ReadOnlyObjectProperty<Map<String, TrackProgress>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  void on(WorkerEvent event) {
    tally.on(event);
    alsoTold.forEach(listener -> listener.on(event));
    tell();
  }

  private void tell() {
    if (!told.getAndSet(true)) {
      pulse.execute(this::flush);
    }
  }

  private void flush() {
    told.set(false);
    running.set(tally.running());
    state.set(tally.state());
  }

  /** Afterwards nothing is told any more, so that whom it is told may end too. */
  private static void awaitLastWord(@Nullable Thread last) {
    try {
      if (last != null && !last.join(LAST_WORD_MAY_TAKE)) {
        LOG.warn("The end of a batch is told late");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives back what runs; returns when that is done, within 25 s. */
  @Override
  public void close() {
    WorkerPool now;
    synchronized (this) {
      next = null;
      now = pool;
    }
    Thread last = ending;
    if (now != null) {
      now.close();
    }
    awaitLastWord(last);
  }
}
