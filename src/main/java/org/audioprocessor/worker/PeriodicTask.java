package org.audioprocessor.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task periodically on its own thread; a failing run, even an Error, does not end it. */
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

  /** For the first time after one pause. */
  public static PeriodicTask every(Duration pause, String threadName, Runnable task) {
    PeriodicTask regularly = new PeriodicTask(pause, task, null);
    Thread.ofPlatform().name(threadName).daemon().start(regularly::repeat);
    return regularly;
  }

  /**
   * The same, with a thread that is watched.
   *
   * @param task takes at most some minutes
   */
  public static PeriodicTask every(Duration pause, String threadName, Pulse pulse, Runnable task) {
    PeriodicTask regularly = new PeriodicTask(pause, task, pulse);
    pulse.start(Thread.ofPlatform().name(threadName).daemon().unstarted(regularly::repeat));
    return regularly;
  }

  private void repeat() {
    repeatUntilClosed();
    if (pulse != null) {
      pulse.ended();
    }
  }

  private void repeatUntilClosed() {
    long heard = wakeSignal.heard();
    wakeSignal.await(heard, pause);
    while (!closed) {
      if (pulse != null) {
        pulse.moved();
      }
      try {
        task.run();
      } catch (Throwable e) {
        LOG.error("A fault of the program; it is tried again", e);
      }
      wakeSignal.await(heard, pause);
    }
  }

  /** Ends after what is being done. */
  @Override
  public void close() {
    closed = true;
    wakeSignal.ring();
  }
}
