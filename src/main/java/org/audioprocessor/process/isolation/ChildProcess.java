package org.audioprocessor.process.isolation;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.audioprocessor.media.ffmpeg.NativeLibraries;
import org.audioprocessor.process.isolation.confine.ChildFolder;
import org.audioprocessor.process.isolation.confine.ChildProgram;
import org.audioprocessor.process.isolation.confine.Confinement;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.FrameReader;
import org.audioprocessor.process.isolation.protocol.FrameWriter;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running child, as the parent sees it. One task at a time, by one thread. */
public final class ChildProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final Duration AFTER_CLOSING = Duration.ofSeconds(2);

  /** A crash file takes a while to write. */
  private static final Duration AFTER_LAST_WORDS = Duration.ofSeconds(20);

  /** {@code ExitOnOutOfMemoryError} says so. */
  private static final int OUT_OF_MEMORY = 3;

  private static final Object UNPACKING = new Object();

  private final ChildProgram program;
  private final ChildWatchdog watch;
  private final ChildFolder folder;
  private final Process process;
  private final ChildLog log;
  private final FrameReader in;
  private final FrameWriter out;
  private long tasks;
  private boolean ready;

  private ChildProcess(
      ChildProgram program, ChildWatchdog watch, ChildFolder folder, Process process) {
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
  static ChildProcess start(ChildProgram program, ChildWatchdog watch) throws ChildException {
    try {
      if (Confinement.restricts() && !NativeLibraries.areInstalled()) {
        unpackLibraries(program, watch);
      }
      return start(program, watch, Confinement.restricts());
    } catch (ChildException e) {
      if (!Confinement.restricts() || Confinement.hasRestricted()) {
        throw e;
      }
      ChildProcess child = start(program, watch, false);
      Confinement.giveUp(e);
      return child;
    }
  }

  /**
   * A child that gets files to decode must not write where libraries are loaded from. So the first
   * one on a machine gets none: it unpacks them and ends.
   */
  private static void unpackLibraries(ChildProgram program, ChildWatchdog watch)
      throws ChildException {
    synchronized (UNPACKING) {
      try {
        Path done = NativeLibraries.folder().resolve("all-" + NativeLibraries.version());
        if (Files.notExists(done)) {
          start(program, watch, false).close();
          Files.createFile(done);
        }
      } catch (FileAlreadyExistsException e) {
        LOG.debug("another process has unpacked the libraries too", e);
      } catch (IOException e) {
        throw new ChildException(ChildExit.UNAVAILABLE, "libraries cannot be unpacked", e);
      }
    }
  }

  private static ChildProcess start(ChildProgram program, ChildWatchdog watch, boolean restricted)
      throws ChildException {
    ChildProcess child = launch(program, watch, restricted);
    try {
      child.log.start();
      child.awaitReady();
      if (restricted) {
        Confinement.worked();
      }
      return child;
    } catch (Throwable t) {
      child.close();
      throw t;
    }
  }

  private static ChildProcess launch(ChildProgram program, ChildWatchdog watch, boolean restricted)
      throws ChildException {
    try {
      Confinement.hideThisProcess();
      ChildFolder folder = ChildFolder.create(program.temporary());
      try {
        ProcessBuilder builder = program.builder(folder.own());
        Process process = restricted ? Confinement.start(builder, folder) : builder.start();
        return new ChildProcess(program, watch, folder, process);
      } catch (IOException | RuntimeException e) {
        folder.remove();
        throw e;
      }
    } catch (IOException e) {
      throw new ChildException(ChildExit.UNAVAILABLE, "a child cannot be started", e);
    }
  }

  private void awaitReady() throws ChildException {
    ChildLimits limits = program.limits().withStall(program.limits().start());
    try (TaskExchange exchange = new TaskExchange(this, limits, () -> false, () -> {})) {
      Frame hello = exchange.next();
      if (hello.kind() != FrameKind.HELLO
          || Wire.read(hello, Wire.Hello.class).protocol() != Wire.PROTOCOL) {
        throw new ChildException(ChildExit.UNAVAILABLE, "the child is of another version", null);
      }
      ready = true;
      LOG.debug("child {} is ready", process.pid());
    } catch (FrameException e) {
      throw new ChildException(ChildExit.UNAVAILABLE, "the child's first words are strange", e);
    } catch (ChildException e) {
      throw e.ending() == ChildExit.UNAVAILABLE
          ? e
          : new ChildException(ChildExit.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Gives it a task.
   *
   * @param file that the task reads; null if it reads none
   * @param mostBytes of such a file
   * @param order makes the frame
   * @param cancelled asked ten times a second
   */
  public TaskExchange begin(
      @Nullable Path file, long mostBytes, Function<Task, Frame> order, BooleanSupplier cancelled)
      throws ChildException {
    tasks++;
    log.newTask();
    long number = tasks;
    TaskExchange exchange =
        new TaskExchange(this, program.limits(), cancelled, () -> folder.takeBack(number));
    try {
      Path lent = file == null ? folder.files() : folder.lend(file, number, mostBytes);
      out.write(order.apply(new Task(number, lent, folder.work(number))));
      return exchange;
    } catch (IOException e) {
      exchange.close();
      throw ended(null, e);
    }
  }

  /**
   * A task as the child sees it.
   *
   * @param file to be read
   * @param work an empty folder to write to
   */
  public record Task(long number, Path file, Path work) {}

  /** What its folder takes. */
  long diskBytes() {
    return folder.bytes();
  }

  /** How many it was given. */
  long tasks() {
    return tasks;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  ChildWatchdog watch() {
    return watch;
  }

  /** The next frame; null once it has ended. */
  @Nullable Frame read() throws IOException {
    return in.next();
  }

  void send(Frame frame) throws IOException {
    out.write(frame);
  }

  /** Asks it to stop the task; harmless where it has ended it already. */
  void cancel() throws IOException {
    send(Wire.frame(FrameKind.CANCEL, new Wire.Cancel(tasks)));
  }

  /** At once, whatever it does. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /**
   * Why it came to its end.
   *
   * @param killedFor if the parent did it
   */
  public ChildException ended(@Nullable ChildExit killedFor, @Nullable Exception cause) {
    boolean gone = waitFor(AFTER_LAST_WORDS);
    if (!gone) {
      kill();
      waitFor(AFTER_CLOSING);
    }
    int status = gone ? process.exitValue() : 0;
    String detail =
        "child " + process.pid() + (gone ? " ended with status " + status : " stopped talking");
    Path crashFile = folder.takeCrashFile(process.pid(), program.logs());
    if (crashFile != null) {
      detail += "; see " + crashFile;
    }
    ChildExit ending = killedFor;
    if (ending == null) {
      ending = status == OUT_OF_MEMORY ? ChildExit.OUT_OF_MEMORY : ChildExit.CRASHED;
    }
    if (ready && ending != ChildExit.CANCELLED) {
      LOG.warn("{} ({})", detail, ending);
    }
    return new ChildException(ready ? ending : ChildExit.UNAVAILABLE, detail, cause);
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
  public void askToEnd() {
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
    folder.remove();
  }
}
