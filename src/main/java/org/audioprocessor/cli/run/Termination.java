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
 * Ends a command in order when the process is asked to end (SIGTERM, SIGINT, SIGHUP). The request
 * is remembered, so one that comes before the work begins stops that work as soon as it is known.
 * The process lives until the command has closed what it opened. A signal handler is used and not a
 * shutdown hook: hooks run beside those of the libraries, which close the embedded database, and
 * cannot choose the exit status.
 */
public final class Termination implements AutoCloseable {
  /** The commands that claim uploads; every other command ends at once. */
  private static final List<String> CLAIMING =
      List.of(WorkerCommand.NAME, "process", "retry", "demo", Cli.DESKTOP, Cli.START);

  /** By POSIX a shell reports 128 + the signal's number. */
  private static final Map<String, Integer> STATUS = Map.of("HUP", 129, "INT", 130, "TERM", 143);

  /** A worker is killed 30 s after it was asked to end; 25 s are promised. */
  private static final Duration WORK_MAY_TAKE = Duration.ofSeconds(24);

  /** A person who presses Ctrl+C while nothing is claimed does not wait for a slow server. */
  private static final Duration REST_MAY_TAKE = Duration.ofSeconds(4);

  private final boolean isWorker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private int status;
  private @Nullable Runnable stop;

  private Termination(boolean isWorker) {
    this.isWorker = isWorker;
  }

  /** Listens from now on if the command is one that claims uploads. */
  public static Termination of(String... line) {
    String command = line.length == 0 ? "" : line[0];
    Termination termination = new Termination(command.equals(WorkerCommand.NAME));
    if (CLAIMING.contains(command)) {
      // a signal that the system does not know is not registered
      STATUS.forEach((signal, code) -> Signals.register(signal, () -> termination.ask(code)));
    }
    return termination;
  }

  /**
   * For child processes: a terminal's Ctrl+C and a service manager signal the whole group, and a
   * child that ended by itself would be counted against its file. The parent ends children by
   * closing their input.
   */
  public static void ignoreSignals() {
    STATUS.keySet().forEach(signal -> Signals.register(signal, () -> {}));
  }

  /**
   * What to stop from now on. It is stopped at once, by the caller's thread, if the process was
   * asked to end before.
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

  /** Whether the process was asked to end within this time. */
  boolean isAskedWithin(Duration time) {
    try {
      return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * The process's exit status. A worker has no other end than being asked, so it is done; another
   * command was cut short, and its status names the signal.
   */
  public synchronized int status(int ofTheCommand) {
    return isAsked() && !isWorker ? status : ofTheCommand;
  }

  /** The first request counts; a second signal does not shorten the time to give back. */
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
        .warn("The program ends before everything is closed; the next start tidies up");
    System.exit(lateStatus(code));
  }

  /** A worker that was still opening has claimed nothing: it has done all that it was asked to. */
  public synchronized int lateStatus(int code) {
    return isWorker && stop == null ? 0 : code;
  }

  /** To be called after everything else was closed. */
  @Override
  public void close() {
    closed.countDown();
  }
}
