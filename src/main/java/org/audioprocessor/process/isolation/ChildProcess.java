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

/** A running child process. Runs one task at a time, for one thread. */
public final class ChildProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final Duration AFTER_CLOSING = Duration.ofSeconds(2);

  /** Writing a crash file takes time. */
  private static final Duration AFTER_ITS_STREAM_ENDED = Duration.ofSeconds(20);

  /** Exit status of {@code ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  private static final Object UNPACKING = new Object();

  private final ChildProgram program;
  private final ChildWatchdog watchdog;
  private final ChildFolder folder;
  private final Process process;
  private final ChildLog log;
  private final FrameReader in;
  private final FrameWriter out;
  private long tasks;
  private boolean ready;

  private ChildProcess(
      ChildProgram program, ChildWatchdog watchdog, ChildFolder folder, Process process) {
    this.program = program;
    this.watchdog = watchdog;
    this.folder = folder;
    this.process = process;
    this.log = new ChildLog(process.pid(), process.getErrorStream());
    this.in = new FrameReader(process.getInputStream());
    this.out = new FrameWriter(process.getOutputStream());
  }

  /**
   * Starts a child and waits until it has loaded FFmpeg.
   *
   * @throws ChildException UNAVAILABLE if it cannot be started
   */
  static ChildProcess start(ChildProgram program, ChildWatchdog watchdog) throws ChildException {
    try {
      if (Confinement.restricts() && !NativeLibraries.areInstalled()) {
        unpackLibraries(program, watchdog);
      }
      return start(program, watchdog, Confinement.restricts());
    } catch (ChildException e) {
      if (!Confinement.restricts() || Confinement.hasRestricted()) {
        throw e;
      }
      ChildProcess child = start(program, watchdog, false);
      Confinement.giveUp(e);
      return child;
    }
  }

  /**
   * Unpacks the native libraries with a child that gets no files. A child that decodes files must
   * not be able to write to the folder from which libraries are loaded.
   */
  private static void unpackLibraries(ChildProgram program, ChildWatchdog watchdog)
      throws ChildException {
    synchronized (UNPACKING) {
      try {
        Path done = NativeLibraries.folder().resolve("all-" + NativeLibraries.version());
        if (Files.notExists(done)) {
          start(program, watchdog, false).close();
          Files.createFile(done);
        }
      } catch (FileAlreadyExistsException e) {
        LOG.debug("another process has unpacked the libraries too", e);
      } catch (IOException e) {
        throw ChildException.unavailable("libraries cannot be unpacked", e);
      }
    }
  }

  private static ChildProcess start(
      ChildProgram program, ChildWatchdog watchdog, boolean restricted) throws ChildException {
    ChildProcess child = launch(program, watchdog, restricted);
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

  private static ChildProcess launch(
      ChildProgram program, ChildWatchdog watchdog, boolean restricted) throws ChildException {
    try {
      Confinement.hideThisProcess();
      ChildFolder folder = ChildFolder.create(program.temporary());
      try {
        ProcessBuilder builder = program.builder(folder.own());
        Process process = restricted ? Confinement.start(builder, folder) : builder.start();
        return new ChildProcess(program, watchdog, folder, process);
      } catch (IOException | RuntimeException e) {
        folder.remove();
        throw e;
      }
    } catch (IOException e) {
      throw ChildException.unavailable("a child cannot be started", e);
    }
  }

  private void awaitReady() throws ChildException {
    ChildLimits limits = program.limits().withStall(program.limits().start());
    try (TaskExchange exchange = new TaskExchange(this, limits, () -> false, () -> {})) {
      Frame hello = exchange.next();
      if (hello.kind() != FrameKind.HELLO
          || Wire.read(hello, Wire.Hello.class).protocol() != Wire.PROTOCOL) {
        throw ChildException.unavailable("the child has another version", null);
      }
      ready = true;
      LOG.debug("child {} is ready", process.pid());
    } catch (FrameException e) {
      throw ChildException.unavailable("the child's first frame is invalid", e);
    } catch (ChildException e) {
      throw e.kind() == ChildException.Kind.UNAVAILABLE
          ? e
          : ChildException.unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Sends a request.
   *
   * @param file the file that the task reads; null for none
   * @param mostBytes largest size of such a file
   * @param request creates the frame
   * @param cancelled polled ten times a second
   */
  public TaskExchange begin(
      @Nullable Path file, long mostBytes, Function<Task, Frame> request, BooleanSupplier cancelled)
      throws ChildException {
    tasks++;
    log.newTask();
    long number = tasks;
    TaskExchange exchange =
        new TaskExchange(this, program.limits(), cancelled, () -> folder.removeTask(number));
    try {
      Path lent = file == null ? folder.files() : folder.lend(file, number, mostBytes);
      out.write(request.apply(new Task(number, lent, folder.work(number))));
      return exchange;
    } catch (IOException e) {
      exchange.close();
      throw ended(null, e);
    }
  }

  /**
   * A task and the paths that its child may use.
   *
   * @param file to read
   * @param work an empty folder to write to
   */
  public record Task(long number, Path file, Path work) {
    /** The absolute path of the file. */
    String path() {
      return file.toAbsolutePath().toString();
    }
  }

  /** Size of its folder. */
  long diskBytes() {
    return folder.bytes();
  }

  /** Number of tasks so far. */
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

  ChildWatchdog watchdog() {
    return watchdog;
  }

  /** Reads the next frame; null once the child has ended. */
  @Nullable Frame read() throws IOException {
    return in.next();
  }

  void send(Frame frame) throws IOException {
    out.write(frame);
  }

  /** Cancels the current task; has no effect if the task has ended. */
  void cancel() throws IOException {
    send(Wire.frame(FrameKind.CANCEL, new Wire.Cancel(tasks)));
  }

  /** Kills the process and its descendants. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /**
   * Determines why the child ended and keeps its crash file.
   *
   * @param killedFor the reason for which the parent killed it; null if it did not
   */
  public ChildException ended(ChildException.@Nullable Kind killedFor, @Nullable Exception cause) {
    boolean gone = waitFor(AFTER_ITS_STREAM_ENDED);
    if (!gone) {
      kill();
      waitFor(AFTER_CLOSING);
    }
    int status = gone ? process.exitValue() : 0;
    String detail =
        "child " + process.pid() + (gone ? " ended with status " + status : " closed its stream");
    Path crashFile = folder.takeCrashFile(process.pid(), program.logs());
    if (crashFile != null) {
      detail += "; see " + crashFile;
    }
    ChildException.Kind kind = killedFor;
    if (kind == null) {
      kind =
          status == OUT_OF_MEMORY ? ChildException.Kind.OUT_OF_MEMORY : ChildException.Kind.CRASHED;
    }
    if (ready && kind != ChildException.Kind.CANCELLED) {
      LOG.warn("{} ({})", detail, kind);
    }
    return new ChildException(ready ? kind : ChildException.Kind.UNAVAILABLE, detail, cause);
  }

  private boolean waitFor(Duration longest) {
    try {
      return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Closes its standard input, which ends it. */
  public void askToEnd() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.debug("child {} had ended before", process.pid(), e);
    }
  }

  /** Ends the process, and kills it if it does not end in time. */
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
