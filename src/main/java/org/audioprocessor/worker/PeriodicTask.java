package org.audioprocessor.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task periodically on its own thread; a failing run, even an Error, does not stop it. */
public final class PeriodicTask implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

  private final Duration pause;
  private final Runnable task;
  private final @Nullable Pulse pulse;
  private final WakeSignal wakeSignal = new WakeSignal();
  private volatile boolean closed;

  private PeriodicTask(Duration pause, Runnable task, @Nullable Pulse pulse) {
    this.pause = pause;
    this.task = task;
    this.pulse = pulse;
  }

  /** Starts a task; its first run is after one pause. */
  public static PeriodicTask every(Duration pause, String threadName, Runnable task) {
    PeriodicTask periodic = new PeriodicTask(pause, task, null);
    Thread.ofPlatform().name(threadName).daemon().start(periodic::repeat);
    return periodic;
  }

  /**
   * Starts a task whose thread is watched.
   *
   * @param task takes some minutes at most
   */
  public static PeriodicTask every(Duration pause, String threadName, Pulse pulse, Runnable task) {
    PeriodicTask periodic = new PeriodicTask(pause, task, pulse);
    pulse.start(Thread.ofPlatform().name(threadName).daemon().unstarted(periodic::repeat));
    return periodic;
  }

  private void repeat() {
    repeatUntilClosed();
    if (pulse != null) {
      pulse.ended();
    }
  }

  private void repeatUntilClosed() {
    long seen = wakeSignal.count();
    wakeSignal.await(seen, pause);
    while (!closed) {
      if (pulse != null) {
        pulse.moved();
      }
      try {
        task.run();
      } catch (Throwable e) {
        LOG.error("Internal error; the task runs again", e);
      }
      wakeSignal.await(seen, pause);
    }
  }

  /** Ends the task after its current run. */
  @Override
  public void close() {
    closed = true;
    wakeSignal.raise();
  }
}
