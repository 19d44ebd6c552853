package org.audioprocessor.desktop.batch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.audioprocessor.queue.MonotonicClock;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerListener;
import org.audioprocessor.worker.claim.PoolServices;

/**
 * What this window processes itself: at most one batch at a time, to which more may be added.
 * Commands return at once; what happens is told once a frame.
 */
public final class Batch implements AutoCloseable {
  private final Executor background;
  public final BatchTally tally = new BatchTally(new MonotonicClock());
  private final BatchProperties properties;
  private final BatchRunner runner;
  private final List<WorkerListener> alsoTold = new CopyOnWriteArrayList<>();
  private volatile int tracksAtOnce;

  /**
   * Starts nothing.
   *
   * @param background may wait
   * @param pulse runs on the UI thread, once a frame
   */
  public Batch(PoolServices services, int tracksAtOnce, Executor background, Executor pulse) {
    this.tracksAtOnce = tracksAtOnce;
    this.background = new SerialExecutor(background);
    properties = new BatchProperties(tally, pulse);
    runner = new BatchRunner(services, tracksAtOnce, tally, properties, this::on);
  }

  /** Works on these, now or after what is being worked on; also where it was paused. */
  public void process(List<String> uploadIds) {
    background.execute(() -> runner.add(uploadIds));
  }

  /**
   * Processes all that wait; also where it was paused.
   *
   * @param waiting about how many these are
   * @param sample the ids of some of them, for an estimate of their lengths
   */
  public void processAllWaiting(int waiting, Collection<String> sample) {
    List<String> some = List.copyOf(sample);
    background.execute(() -> runner.addAllThatWait(waiting, some));
  }

  /** Lengths make estimates right. Seconds of music by upload id. */
  public void addLengths(Map<String, Double> lengths) {
    tally.addLengths(lengths);
  }

  /** What runs is finished; nothing more is begun before {@link #resume}. */
  public void pause() {
    background.execute(runner::pause);
  }

  public void resume() {
    background.execute(runner::resume);
  }

  /** What runs is finished, nothing more is begun. */
  public void stopAfterCurrent() {
    background.execute(runner::stopAfterCurrent);
  }

  /**
   * Those that this batch works on or has picked; others are left alone.
   *
   * @param told how many these were, on the background
   */
  public void cancel(Collection<String> uploadIds, IntConsumer told) {
    List<String> wanted = List.copyOf(uploadIds);
    background.execute(() -> told.accept(runner.cancel(wanted)));
  }

  /** Holds at once, also for what runs. */
  public void setTracksAtOnce(int tracks) {
    tracksAtOnce = tracks;
    background.execute(() -> runner.resize(tracks));
  }

  public int tracksAtOnce() {
    return tracksAtOnce;
  }

  /**
   * Estimates the duration at the speed of the last batch; empty before the first.
   *
   * @param sample the ids of some or all of them
   */
  public Optional<Duration> estimate(long uploads, Collection<String> sample) {
    return tally.estimate(uploads, sample);
  }

  /** Told once for each batch, on the UI thread. */
  public void onEnded(Consumer<BatchState> listener) {
    properties.onEnded(listener);
  }

  /** Hears every event at once, on the pool's threads, as those do that were told of before. */
  public void addListener(WorkerListener listener) {
    alsoTold.add(listener);
  }

  public ReadOnlyObjectProperty<BatchState> stateProperty() {
    return properties.stateProperty();
  }

  /** By upload id. */
  public ReadOnlyObjectProperty<Map<String, TrackProgress>> runningProperty() {
    return properties.runningProperty();
  }

  public void on(WorkerEvent event) {
    tally.on(event);
    alsoTold.forEach(listener -> listener.on(event));
    properties.update();
  }

  /** Gives back what runs; returns when that is done, within 25 s. */
  @Override
  public void close() {
    runner.close();
  }
}
