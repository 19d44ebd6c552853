package org.audioprocessor.cli.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.cli.Cli;
import org.audioprocessor.cli.command.WorkerCommand;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Ends a command in an orderly way after SIGTERM, SIGINT or SIGHUP. A request that arrives before
 * the work begins stops the work when it is registered. The process lives until the command has
 * closed its resources. A signal handler is used instead of a shutdown hook, because hooks run
 * concurrently with those of libraries, one of which closes the embedded database, and cannot set
 * the exit status.
 */
public final class Termination implements AutoCloseable {
  /** The commands that claim uploads; every other command ends at once. */
  private static final List<String> CLAIMING =
      List.of(WorkerCommand.NAME, "process", "retry", "demo", Cli.DESKTOP, Cli.START);

  /** POSIX: a shell reports 128 + the signal's number. */
  private static final Map<String, Integer> STATUS = Map.of("HUP", 129, "INT", 130, "TERM", 143);

  /** Service managers kill a worker after 30 s; the documentation promises 25 s. */
  private static final Duration WORK_MAY_TAKE = Duration.ofSeconds(24);

  /** While nothing is claimed, Ctrl+C does not wait long for a slow server. */
  private static final Duration REST_MAY_TAKE = Duration.ofSeconds(4);

  private final boolean isWorker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private int status;
  private @Nullable Runnable stop;

  private Termination(boolean isWorker) {
    this.isWorker = isWorker;
  }

  /** Registers the signal handlers if the command is one that claims uploads. */
  public static Termination of(String... line) {
    String command = line.length == 0 ? "" : line[0];
    Termination termination = new Termination(command.equals(WorkerCommand.NAME));
    if (CLAIMING.contains(command)) {
      // a signal that the system does not support is not registered
      STATUS.forEach((signal, code) -> Signals.register(signal, () -> termination.ask(code)));
    }
    return termination;
  }

  /**
   * Ignores signals in a child process. Ctrl+C in a terminal and service managers signal the whole
   * process group, and a child that ended by a signal would count as a crash of its file. The
   * parent ends children by closing their input.
   */
  public static void ignoreSignals() {
    STATUS.keySet().forEach(signal -> Signals.register(signal, () -> {}));
  }

  /**
   * Registers the action that stops the work. It runs at once, on the calling thread, if the
   * process was already asked to end.
   *
   * @param work must return within 20 s
   */
  public void stops(Runnable work) {
    synchronized (this) {
      stop = work;
      if (!isAsked()) {
        return;
      }
    }
    work.run();
  }

  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Waits, and returns whether the process was asked to end within this time. */
  public boolean isAskedWithin(Duration time) {
    try {
      return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * Returns the exit status of the process. A signal is the normal end of a worker; for another
   * interrupted command the status contains the signal's number.
   */
  public synchronized int status(int ofTheCommand) {
    return isAsked() && !isWorker ? status : ofTheCommand;
  }

  /** Handles the first request; further signals do not shorten the time to release claims. */
  public void ask(int code) {
    long end = System.nanoTime() + WORK_MAY_TAKE.toNanos();
    Runnable work;
    synchronized (this) {
      if (isAsked()) {
        return;
      }
      status = code;
      work = stop;
      asked.countDown();
    }
    if (work != null) {
      work.run();
    }
    long left = work != null || isWorker ? end - System.nanoTime() : REST_MAY_TAKE.toNanos();
    endUnlessClosedWithin(left, code);
  }

  @SuppressWarnings("SystemExitOutsideMain") // the thread that would return to Main is stuck
  private void endUnlessClosedWithin(long nanos, int code) {
    try {
      if (closed.await(nanos, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LoggerFactory.getLogger(Termination.class)
        .warn("The program ends before everything is closed; the next start cleans up");
    System.exit(lateStatus(code));
  }

  /** Returns 0 for a worker that was still opening: it has no claims. */
  public synchronized int lateStatus(int code) {
    return isWorker && stop == null ? 0 : code;
  }

  /** Must be called last, after all other resources are closed. */
  @Override
  public void close() {
    closed.countDown();
  }

  /**
   * Keeps the heap small if the program was started without its own JVM flags. By default, a
   * virtual machine on a large machine collects no garbage before the heap has hundreds of
   * megabytes.
   */
  public static final class SmallHeap {
    private static final long MEGABYTE = 1 << 20;

    /** A lower limit was set on purpose and is respected. */
    private static final long LARGE_LIMIT_BYTES = 512 * MEGABYTE;

    private static final long MOST_USED_BYTES = 72 * MEGABYTE;
    private static final long CHECK_MILLIS = 50;

    private SmallHeap() {}

    /** Checks the heap in the background until the process ends. */
    public static void watch() {
      if (Runtime.getRuntime().maxMemory() > LARGE_LIMIT_BYTES) {
        Thread.ofPlatform().daemon().name("small-heap").start(SmallHeap::check);
      }
    }

    private static void check() {
      Runtime runtime = Runtime.getRuntime();
      try {
        while (true) {
          Thread.sleep(CHECK_MILLIS);
          if (runtime.totalMemory() - runtime.freeMemory() > MOST_USED_BYTES) {
            System.gc();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
