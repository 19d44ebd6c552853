package org.audioprocessor.media.ffmpeg;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Stops reading a file when it is cancelled, uses too much CPU time or makes no progress. FFmpeg's
 * interrupt callback calls it while reading, and the reader between packets.
 */
public final class ReadGuard {
  private static final NativeContexts<ReadGuard> GUARDS = new NativeContexts<>();
  private static final Interrupt INTERRUPT = new Interrupt();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOS = 1e9;

  /** FFmpeg stops by itself, except in calls that do not read. */
  private static final double RETURN_SECONDS = 1;

  private final String name;
  private final MediaLimits.Effort effort;
  private final BooleanSupplier cancelled;
  private double cpuBudgetSeconds;
  private long cpuNanos;
  private long cpuAtEntry;

  /** The CPU time of the reading thread; another thread reads it. */
  private volatile long cpuEnd;

  private volatile long thread;
  private long clockAtEntry;
  private @Nullable MediaFault fault;

  public ReadGuard(Path file, MediaLimits.Effort effort, BooleanSupplier cancelled) {
    this.name = FileNames.of(file);
    this.effort = effort;
    this.cancelled = cancelled;
    cpuBudgetSeconds = effort.cpu().toNanos() / NANOS;
    enter();
  }

  /** Starts the time measurement. */
  public void enter() {
    cpuAtEntry = THREADS.getCurrentThreadCpuTime();
    clockAtEntry = System.nanoTime();
    thread = Thread.currentThread().threadId();
    cpuEnd = cpuAtEntry - cpuNanos + (long) ((cpuBudgetSeconds + RETURN_SECONDS) * NANOS);
    Overruns.entered(this);
  }

  /** Returns the failure once the reading thread has exceeded its budget and does not return. */
  @Nullable MediaException overrun() {
    long now = THREADS.getThreadCpuTime(thread);
    return now > cpuEnd
        ? new MediaException(MediaFault.TOO_EXPENSIVE, sentence(MediaFault.TOO_EXPENSIVE))
        : null;
  }

  /** Stops the time measurement while the consumer works. */
  public void leave(double decodedSeconds) {
    Overruns.left(this);
    long now = THREADS.getCurrentThreadCpuTime();
    cpuNanos += now - cpuAtEntry;
    cpuAtEntry = now;
    cpuBudgetSeconds = effort.cpu().toNanos() / NANOS + effort.cpuPerSecond() * decodedSeconds;
  }

  public boolean mustStop() {
    if (fault != null) {
      return true;
    }
    long cpu = cpuNanos + THREADS.getCurrentThreadCpuTime() - cpuAtEntry;
    if (cancelled.getAsBoolean()) {
      fault = MediaFault.CANCELLED;
    } else if (cpu > cpuBudgetSeconds * NANOS) {
      fault = MediaFault.TOO_EXPENSIVE;
    } else if (System.nanoTime() - clockAtEntry > effort.stall().toNanos()) {
      fault = MediaFault.STALLED;
    }
    return fault != null;
  }

  /**
   * Checks that reading may continue.
   *
   * @throws MediaException CANCELLED, TOO_EXPENSIVE or STALLED
   */
  public void requireGoingOn() throws MediaException {
    if (mustStop() && fault != null) {
      throw new MediaException(fault, sentence(fault));
    }
  }

  private String sentence(MediaFault reason) {
    return switch (reason) {
      case CANCELLED -> "Reading " + name + " was cancelled.";
      case TOO_EXPENSIVE ->
          "Decoding "
              + name
              + " takes far more computing time than a track of its length should. "
              + "The file is damaged or malicious; upload another export of it.";
      default ->
          "Reading "
              + name
              + " made no progress for "
              + effort.stall().toSeconds()
              + " seconds. Check its disk and try again.";
    };
  }

  /**
   * Registers this guard as FFmpeg's interrupt callback of a context, until the owner is closed.
   */
  public void watch(AVFormatContext context, NativeOwner owner) {
    NativeContexts.Opaque opaque = GUARDS.register(this);
    owner.onClose(() -> GUARDS.release(opaque));
    AVIOInterruptCB callback = context.interrupt_callback();
    callback.callback(INTERRUPT).opaque(opaque);
  }

  private static final class Interrupt extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer opaque) {
      try {
        ReadGuard guard = GUARDS.find(opaque);
        return guard != null && guard.mustStop() ? 1 : 0;
      } catch (Throwable t) {
        // An exception that leaves a callback aborts the JVM: stop this read instead.
        return 1;
      }
    }
  }
}
