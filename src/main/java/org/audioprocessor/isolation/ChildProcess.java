package org.audioprocessor.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running child, as the parent sees it. One task at a time, by one thread. */
final class ChildProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final Duration AFTER_CLOSING = Duration.ofSeconds(2);

  /** A crash file takes a while to write. */
  private static final Duration AFTER_LAST_WORDS = Duration.ofSeconds(20);

  /** {@code ExitOnOutOfMemoryError} says so. */
  private static final int OUT_OF_MEMORY = 3;

  private final ChildProgram program;
  private final Watch watch;
  private final Path folder;
  private final Process process;
  private final ChildLog log;
  private final FrameReader in;
  private final FrameWriter out;
  private long tasks;
  private boolean ready;

  private ChildProcess(ChildProgram program, Watch watch, Path folder, Process process) {
    this.program = program;
    this.watch = watch;
    this.folder = folder;
    this.process = process;
    this.log = new ChildLog(process.pid(), process.getErrorStream());
    this.in = new FrameReader(process.getInputStream());
    this.out = new FrameWriter(process.getOutputStream());
  }

  /**
   * Returns once it is ready, FFmpeg loaded.
   *
   * @throws ChildException UNAVAILABLE
   */
  static ChildProcess start(ChildProgram program, Watch watch) throws ChildException {
    ChildProcess child = launch(program, watch);
    try {
      child.log.start();
      child.awaitReady();
      return child;
    } catch (Throwable t) {
      child.close();
      throw t;
    }
  }

  private static ChildProcess launch(ChildProgram program, Watch watch) throws ChildException {
    try {
      Path folder = program.temporary().newFolder();
      try {
        Process process = program.builder(folder).start();
        return new ChildProcess(program, watch, folder, process);
      } catch (IOException | RuntimeException e) {
        program.temporary().remove(folder);
        throw e;
      }
    } catch (IOException e) {
      throw new ChildException(Ending.UNAVAILABLE, "a child cannot be started", e);
    }
  }

  private void awaitReady() throws ChildException {
    ChildLimits limits = program.limits().withStall(program.limits().start());
    try (Exchange exchange = new Exchange(this, limits, () -> false)) {
      Frame hello = exchange.next();
      if (hello.kind() != FrameKind.HELLO
          || Wire.read(hello, Wire.Hello.class).protocol() != Wire.PROTOCOL) {
        throw new ChildException(Ending.UNAVAILABLE, "the child is of another version", null);
      }
      ready = true;
      LOG.debug("child {} is ready", process.pid());
    } catch (FrameException e) {
      throw new ChildException(Ending.UNAVAILABLE, "the child's first words are strange", e);
    } catch (ChildException e) {
      throw e.ending() == Ending.UNAVAILABLE
          ? e
          : new ChildException(Ending.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Gives it a task.
   *
   * @param order makes the frame for the task's number
   * @param cancelled asked ten times a second
   */
  Exchange begin(LongFunction<Frame> order, BooleanSupplier cancelled) throws ChildException {
    tasks++;
    log.newTask();
    Exchange exchange = new Exchange(this, program.limits(), cancelled);
    try {
      out.write(order.apply(tasks));
      return exchange;
    } catch (IOException e) {
      exchange.close();
      throw ended(null, e);
    }
  }

  /** How many it was given. */
  long tasks() {
    return tasks;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  Watch watch() {
    return watch;
  }

  /** The next frame; null once it has ended. */
  @Nullable Frame read() throws IOException {
    return in.next();
  }

  /** Asks it to stop the task; harmless where it has ended it already. */
  void cancel() throws IOException {
    out.write(Wire.frame(FrameKind.CANCEL, new Wire.Cancel(tasks)));
  }

  /** At once, whatever it does. */
  void kill() {
    process.destroyForcibly();
  }

  /**
   * Why it came to its end.
   *
   * @param killedFor if the parent did it
   */
  ChildException ended(@Nullable Ending killedFor, @Nullable Exception cause) {
    boolean gone = waitFor(AFTER_LAST_WORDS);
    if (!gone) {
      kill();
      waitFor(AFTER_CLOSING);
    }
    int status = gone ? process.exitValue() : 0;
    String detail =
        "child " + process.pid() + (gone ? " ended with status " + status : " stopped talking");
    Path crashFile = program.logs().resolve("child-" + process.pid() + "-crash.log");
    if (Files.exists(crashFile)) {
      detail += "; see " + crashFile;
    }
    Ending ending = killedFor;
    if (ending == null) {
      ending = status == OUT_OF_MEMORY ? Ending.OUT_OF_MEMORY : Ending.CRASHED;
    }
    if (ready && ending != Ending.CANCELLED) {
      LOG.warn("{} ({})", detail, ending);
    }
    return new ChildException(ready ? ending : Ending.UNAVAILABLE, detail, cause);
  }

  private boolean waitFor(Duration longest) {
    try {
      return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Closing its standard input ends it. */
  void askToEnd() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.debug("child {} had ended before", process.pid(), e);
    }
  }

  /** What does not end is killed. */
  @Override
  public void close() {
    askToEnd();
    if (!waitFor(AFTER_CLOSING)) {
      kill();
      waitFor(AFTER_CLOSING);
    }
    try {
      program.temporary().remove(folder);
    } catch (IOException e) {
      LOG.warn("Temporary files stay until the next start: {}", folder, e);
    }
  }
}
