package org.audioprocessor.desktop.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.queue.MonotonicClock;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerListener;
import org.audioprocessor.worker.claim.PoolServices;
import org.jspecify.annotations.Nullable;

/**
 * The processing of this window: at most one batch at a time, which can grow. Commands return at
 * once; changes are published once a frame.
 */
public final class Batch implements AutoCloseable {
  private final Executor background;
  public final BatchTally tally = new BatchTally(new MonotonicClock());
  private final BatchProperties properties;
  private final BatchRunner runner;
  private final List<WorkerListener> alsoTold = new CopyOnWriteArrayList<>();
  private volatile int tracksAtOnce;

  /**
   * Creates an idle batch.
   *
   * @param background may wait
   * @param pulse runs tasks on the UI thread, once a frame
   */
  public Batch(PoolServices services, int tracksAtOnce, Executor background, Executor pulse) {
    this.tracksAtOnce = tracksAtOnce;
    this.background = new SerialExecutor(background);
    properties = new BatchProperties(tally, pulse);
    runner = new BatchRunner(services, tracksAtOnce, tally, properties, this::on);
  }

  /** Processes these uploads now or after the current ones; ends a pause. */
  public void process(List<String> uploadIds) {
    background.execute(() -> runner.add(uploadIds));
  }

  /**
   * Processes all waiting uploads; ends a pause.
   *
   * @param waiting their approximate number
   * @param sample the ids of some of them, for an estimate of their lengths
   */
  public void processAllWaiting(int waiting, Collection<String> sample) {
    List<String> some = List.copyOf(sample);
    background.execute(() -> runner.addAllThatWait(waiting, some));
  }

  /** Adds track lengths, in seconds of music by upload id; they improve the estimates. */
  public void addLengths(Map<String, Double> lengths) {
    tally.addLengths(lengths);
  }

  /** Finishes the running tracks and starts no others until {@link #resume}. */
  public void pause() {
    background.execute(runner::pause);
  }

  public void resume() {
    background.execute(runner::resume);
  }

  /** Finishes the running tracks and starts no others. */
  public void stopAfterCurrent() {
    background.execute(runner::stopAfterCurrent);
  }

  /** Takes {@link #stopAfterCurrent} back, unless the last track has ended. */
  public void keepGoing() {
    background.execute(runner::keepGoing);
  }

  /**
   * Cancels uploads that this batch is processing or has pending; ignores others.
   *
   * @param then receives their number, on the background executor
   */
  public void cancel(Collection<String> uploadIds, IntConsumer then) {
    List<String> wanted = List.copyOf(uploadIds);
    background.execute(() -> then.accept(runner.cancel(wanted)));
  }

  /** Changes the number of parallel tracks, effective at once. */
  public void setTracksAtOnce(int tracks) {
    tracksAtOnce = tracks;
    background.execute(() -> runner.resize(tracks));
  }

  public int tracksAtOnce() {
    return tracksAtOnce;
  }

  /**
   * Estimates the duration at the speed of the last batch; empty before the first one.
   *
   * @param sample the ids of some or all of the uploads
   */
  public Optional<Duration> estimate(long uploads, Collection<String> sample) {
    return tally.estimate(uploads, sample);
  }

  /** Adds a listener that is called once per batch, on the UI thread. */
  public void onEnded(Consumer<BatchState> listener) {
    properties.onEnded(listener);
  }

  /** Adds a listener for all further events, called on the pool's threads. */
  public void addListener(WorkerListener listener) {
    alsoTold.add(listener);
  }

  public ReadOnlyObjectProperty<BatchState> stateProperty() {
    return properties.stateProperty();
  }

  /** Returns the progress of the running tracks by upload id. */
  public ReadOnlyObjectProperty<Map<String, TrackProgress>> runningProperty() {
    return properties.runningProperty();
  }

  public void on(WorkerEvent event) {
    tally.on(event);
    alsoTold.forEach(listener -> listener.on(event));
    properties.update();
  }

  /** Releases running claims; returns when that is done, within 25 s. */
  @Override
  public void close() {
    runner.close();
  }

  /** Publishes a tally that many threads write, at most once a frame. */
  static final class BatchProperties {
    private final BatchTally tally;
    private final Executor pulse;
    private final AtomicBoolean updateQueued = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<BatchState> state =
        new ReadOnlyObjectWrapper<>(BatchState.NONE);
    private final ReadOnlyObjectWrapper<Map<String, TrackProgress>> running =
        new ReadOnlyObjectWrapper<>(Map.of());
    private volatile Consumer<BatchState> ended = nothing -> {};

    /**
     * @param pulse runs tasks on the UI thread, once a frame
     */
    BatchProperties(BatchTally tally, Executor pulse) {
      this.tally = tally;
      this.pulse = pulse;
    }

    ReadOnlyObjectProperty<BatchState> stateProperty() {
      return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Map<String, TrackProgress>> runningProperty() {
      return running.getReadOnlyProperty();
    }

    void onEnded(Consumer<BatchState> listener) {
      ended = listener;
    }

    /** Publishes the tally with the next frame. */
    void update() {
      if (!updateQueued.getAndSet(true)) {
        pulse.execute(this::flush);
      }
    }

    /** Publishes the end of the batch after all other changes. */
    void publishEnd() {
      BatchState last = tally.state();
      update();
      pulse.execute(() -> ended.accept(last));
    }

    private void flush() {
      updateQueued.set(false);
      running.set(tally.running());
      state.set(tally.state());
    }
  }

  /**
   * Runs tasks one after the other in their order of arrival, on the threads of another executor.
   */
  static final class SerialExecutor implements Executor {
    private final Executor executor;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    SerialExecutor(Executor executor) {
      this.executor = executor;
    }

    @Override
    public synchronized void execute(Runnable task) {
      tasks.add(task);
      if (!running) {
        running = true;
        executor.execute(this::runNext);
      }
    }

    private void runNext() {
      try {
        next().run();
      } finally {
        startNext();
      }
    }

    private synchronized Runnable next() {
      return tasks.remove();
    }

    private synchronized void startNext() {
      running = !tasks.isEmpty();
      if (running) {
        executor.execute(this::runNext);
      }
    }
  }

  /**
   * The state of this window's batch.
   *
   * @param total uploads in the batch
   * @param cancelled by the user; not part of the waiting ones
   * @param running being processed now
   * @param fraction of the whole batch, 0 to 1, including the progress of running tracks
   * @param realtimeFactor seconds of music per second over the whole batch; 0 while unknown
   * @param left remaining time at the speed up to now; null while unknown
   * @param waitingFor why nothing is claimed at the moment, as a sentence; null if claims are
   *     possible
   */
  public record BatchState(
      Phase phase,
      int total,
      int done,
      int failed,
      int cancelled,
      int running,
      double fraction,
      double realtimeFactor,
      @Nullable Duration left,
      @Nullable String waitingFor) {

    /** The phase of a batch. */
    public enum Phase {
      /** No batch. */
      IDLE,
      RUNNING,
      /** Paused by the user: running tracks are finished, no others are started. */
      PAUSED,
      /** Ends after the running tracks. */
      STOPPING,
      /** All tracks have ended; lasts until the next batch begins. */
      ENDED;

      /** Returns whether the batch is processing or will continue. */
      boolean isActive() {
        return this == RUNNING || this == PAUSED || this == STOPPING;
      }
    }

    static final BatchState NONE = new BatchState(Phase.IDLE, 0, 0, 0, 0, 0, 0, 0, null, null);

    /** Returns the number of uploads that were not started, or were released. */
    public int waiting() {
      return Math.max(0, total - done - failed - cancelled - running);
    }

    /** Returns whether the batch is processing or will continue. */
    public boolean isActive() {
      return phase.isActive();
    }
  }
}
