package org.audioprocessor.process.isolation;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.isolation.confine.ResourceUse;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task of a child, from its request to its last frame. Kills a child that hangs, exceeds its
 * limits or does not react to its cancellation.
 */
public final class TaskExchange implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskExchange.class);

  /** How long a child may take to react to a cancellation. */
  private static final Duration GRACE = Duration.ofMillis(700);

  private static final int TICKS_A_SECOND = 10;

  /** Frames without progress prolong a task to this many times the longest silence. */
  private static final int STALLS_WITHOUT_ADVANCE = 10;

  private static final long NOT_WAITING = 0;

  private final ChildProcess child;
  private final ChildLimits limits;
  private final BooleanSupplier cancelled;
  private final Runnable afterwards;
  private final ResourceUse use;
  private final long beganNanos = System.nanoTime();
  private volatile long waitingSinceNanos = NOT_WAITING;
  private volatile ChildException.@Nullable Kind killedFor;

  /** Time spent waiting for the child since its last progress. */
  private final AtomicLong waitedNanos = new AtomicLong();

  private int frames;
  private @Nullable Stage stage;
  private double fraction;
  private long ticks;
  private boolean cancelSent;
  private long cancelSentNanos;

  /**
   * @param afterwards runs when the task has ended
   */
  TaskExchange(
      ChildProcess child, ChildLimits limits, BooleanSupplier cancelled, Runnable afterwards) {
    this.afterwards = afterwards;
    this.child = child;
    this.limits = limits;
    this.cancelled = cancelled;
    this.use = new ResourceUse(child.handle());
    child.watchdog().add(this);
  }

  /**
   * Waits for the child's next frame. Only the time in this call counts as silence, since the child
   * may otherwise be waiting for the parent.
   */
  public Frame next() throws ChildException {
    // nanoTime may return 0, which means NOT_WAITING
    waitingSinceNanos = System.nanoTime() | 1;
    try {
      Frame frame = child.read();
      if (frame == null) {
        throw child.ended(killedFor, null);
      }
      return frame;
    } catch (FrameException e) {
      throw garbage(e);
    } catch (IOException e) {
      throw child.ended(killedFor, e);
    } finally {
      waitedNanos.addAndGet(System.nanoTime() - waitingSinceNanos);
      waitingSinceNanos = NOT_WAITING;
    }
  }

  /** Sends a frame to the running task. */
  void send(Frame frame) throws ChildException {
    try {
      child.send(frame);
    } catch (IOException e) {
      throw child.ended(killedFor, e);
    }
  }

  /** Records progress: a segment or sound has arrived. */
  void advanced() {
    waitedNanos.set(0);
  }

  /**
   * Reads a progress frame.
   *
   * @throws FrameException if the figures are impossible, or the task has sent too many of them
   */
  ProgressEvent progress(Frame frame) throws FrameException {
    ProgressEvent event = Wire.read(frame, ProgressEvent.class);
    boolean possible =
        event.fraction() >= 0
            && event.fraction() <= 1
            && Double.isFinite(event.realtimeFactor())
            && event.realtimeFactor() >= 0
            && Double.isFinite(event.elapsedSeconds())
            && event.elapsedSeconds() >= 0;
    frames++;
    if (!possible || frames > limits.progressFrames()) {
      throw new FrameException(possible ? "too many progress frames" : "impossible progress");
    }
    int further = stage == null ? 1 : event.stage().compareTo(stage);
    if (further > 0 || (further == 0 && event.fraction() > fraction)) {
      stage = event.stage();
      fraction = event.fraction();
      advanced();
    }
    return event;
  }

  /** Kills a child that violates the protocol. */
  ChildException garbage(FrameException why) {
    LOG.warn("child {} violates the protocol: {}", child.pid(), why.getMessage());
    child.kill();
    ChildException.@Nullable Kind before = killedFor;
    return new ChildException(
        before == null ? ChildException.Kind.GARBAGE : before,
        String.valueOf(why.getMessage()),
        why);
  }

  /** Checks the limits; the watchdog calls it ten times a second. */
  void checkLimits() {
    long now = System.nanoTime();
    long waitingSince = waitingSinceNanos;
    ticks++;
    if (killedFor != null) {
      return;
    }
    if (cancelled.getAsBoolean() && mustBeKilled(now)) {
      kill(ChildException.Kind.CANCELLED);
    } else if (waitingSince != NOT_WAITING && now - waitingSince > limits.stall().toNanos()) {
      kill(ChildException.Kind.STALLED);
    } else if (waitingSince != NOT_WAITING
        && waitedNanos.get() + now - waitingSince
            > limits.stall().toNanos() * STALLS_WITHOUT_ADVANCE) {
      kill(ChildException.Kind.STALLED);
    } else if (now - beganNanos > limits.wall().toNanos()) {
      kill(ChildException.Kind.TOO_EXPENSIVE);
    } else if (use.residentBytes() > limits.memoryBytes()) {
      kill(ChildException.Kind.OUT_OF_MEMORY);
    } else if (ticks % TICKS_A_SECOND == 0 && child.diskBytes() > limits.diskBytes()) {
      kill(ChildException.Kind.OUT_OF_DISK);
    } else if (ticks % TICKS_A_SECOND == 0 && use.cpu().compareTo(limits.cpu()) > 0) {
      kill(ChildException.Kind.TOO_EXPENSIVE);
    }
  }

  /** Cancels the task first; true if the child does not react in time. */
  private boolean mustBeKilled(long now) {
    if (!cancelSent) {
      cancelSent = true;
      cancelSentNanos = now;
      try {
        child.cancel();
      } catch (IOException e) {
        LOG.debug("child {} cannot be cancelled", child.pid(), e);
        return true;
      }
    }
    return now - cancelSentNanos > GRACE.toNanos();
  }

  private void kill(ChildException.Kind why) {
    killedFor = why;
    child.kill();
  }

  @Override
  public void close() {
    child.watchdog().remove(this);
    afterwards.run();
  }
}
