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
 * One task of a child, from order to answer, watched: whoever hangs, runs away or was cancelled is
 * killed.
 */
public final class TaskExchange implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskExchange.class);

  /** How long a child may take to notice that it was cancelled. */
  private static final Duration GRACE = Duration.ofMillis(700);

  private static final int TICKS_A_SECOND = 10;

  /** Frames that say nothing new keep a task alive for so many times the longest silence. */
  private static final int STALLS_WITHOUT_ADVANCE = 10;

  private static final long NOBODY_WAITS = 0;

  private final ChildProcess child;
  private final ChildLimits limits;
  private final BooleanSupplier cancelled;
  private final Runnable afterwards;
  private final ResourceUse use;
  private final long beganNanos = System.nanoTime();
  private volatile long waitingSinceNanos = NOBODY_WAITS;
  private volatile @Nullable ChildExit killedFor;

  /** Spent waiting for the child since it last got further. */
  private final AtomicLong waitedNanos = new AtomicLong();

  private int frames;
  private @Nullable Stage stage;
  private double fraction;
  private long ticks;
  private boolean cancelSent;
  private long cancelSentNanos;

  /**
   * @param afterwards run when the task is over
   */
  TaskExchange(
      ChildProcess child, ChildLimits limits, BooleanSupplier cancelled, Runnable afterwards) {
    this.afterwards = afterwards;
    this.child = child;
    this.limits = limits;
    this.cancelled = cancelled;
    this.use = new ResourceUse(child.handle());
    child.watch().add(this);
  }

  /**
   * The child's next frame. Only the time spent in here counts as its silence: as long as the
   * parent does not ask, the child may be waiting for it.
   */
  public Frame next() throws ChildException {
    // nanoTime may be 0 by accident
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
      waitingSinceNanos = NOBODY_WAITS;
    }
  }

  /** Gives a running task more to do. */
  void send(Frame frame) throws ChildException {
    try {
      child.send(frame);
    } catch (IOException e) {
      throw child.ended(killedFor, e);
    }
  }

  /** The child got further: a segment, or sound, came. */
  void advanced() {
    waitedNanos.set(0);
  }

  /**
   * Reads how far the task is.
   *
   * @throws FrameException if the numbers are impossible, or there are too many frames
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
      throw new FrameException(possible ? "endless progress" : "impossible progress");
    }
    int further = stage == null ? 1 : event.stage().compareTo(stage);
    if (further > 0 || (further == 0 && event.fraction() > fraction)) {
      stage = event.stage();
      fraction = event.fraction();
      advanced();
    }
    return event;
  }

  /** What the child said makes no sense: it is not asked again. */
  ChildException garbage(FrameException why) {
    LOG.warn("child {} does not keep to the protocol: {}", child.pid(), why.getMessage());
    child.kill();
    @Nullable ChildExit before = killedFor;
    return new ChildException(
        before == null ? ChildExit.GARBAGE : before, String.valueOf(why.getMessage()), why);
  }

  /** Called ten times a second by the watch. */
  void look() {
    long now = System.nanoTime();
    long waitingSince = waitingSinceNanos;
    ticks++;
    if (killedFor != null) {
      return;
    }
    if (cancelled.getAsBoolean() && mustDie(now)) {
      kill(ChildExit.CANCELLED);
    } else if (waitingSince != NOBODY_WAITS && now - waitingSince > limits.stall().toNanos()) {
      kill(ChildExit.STALLED);
    } else if (waitingSince != NOBODY_WAITS
        && waitedNanos.get() + now - waitingSince
            > limits.stall().toNanos() * STALLS_WITHOUT_ADVANCE) {
      kill(ChildExit.STALLED);
    } else if (now - beganNanos > limits.wall().toNanos()) {
      kill(ChildExit.TOO_EXPENSIVE);
    } else if (use.residentBytes() > limits.memoryBytes()) {
      kill(ChildExit.OUT_OF_MEMORY);
    } else if (ticks % TICKS_A_SECOND == 0 && child.diskBytes() > limits.diskBytes()) {
      kill(ChildExit.OUT_OF_DISK);
    } else if (ticks % TICKS_A_SECOND == 0 && use.cpu().compareTo(limits.cpu()) > 0) {
      kill(ChildExit.TOO_EXPENSIVE);
    }
  }

  /** Asks first, and kills who does not listen. */
  private boolean mustDie(long now) {
    if (!cancelSent) {
      cancelSent = true;
      cancelSentNanos = now;
      try {
        child.cancel();
      } catch (IOException e) {
        LOG.debug("child {} cannot be told", child.pid(), e);
        return true;
      }
    }
    return now - cancelSentNanos > GRACE.toNanos();
  }

  private void kill(ChildExit why) {
    killedFor = why;
    child.kill();
  }

  @Override
  public void close() {
    child.watch().remove(this);
    afterwards.run();
  }
}
