package org.audioprocessor.process.isolation.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingQueue;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.Overruns;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.isolation.confine.NetworkNamespace;
import org.audioprocessor.process.isolation.confine.SystemCallFilter;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.FrameReader;
import org.audioprocessor.process.isolation.protocol.FrameWriter;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.audioprocessor.process.render.TrackRenderer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main loop of a child process: runs one task after the other until its standard input closes.
 * Closing ends the process at once, even during a call of FFmpeg.
 */
public final class Child {
  /** The command that starts the program as a child. */
  public static final String COMMAND = "child";

  private static final Logger LOG = LoggerFactory.getLogger(Child.class);

  private static final long TIDY_HEAP_BYTES = 32L << 20;

  private final FrameReader in;
  private final FrameWriter out;
  private final TrackRenderer renderer;
  private final Runnable end;
  private final LinkedBlockingQueue<Frame> waiting = new LinkedBlockingQueue<>();
  private @Nullable Running running;

  private record Running(long task, CancelToken cancel) {}

  private Child(FrameReader in, FrameWriter out, TrackRenderer renderer, Runnable end) {
    this.in = in;
    this.out = out;
    this.renderer = renderer;
    this.end = end;
  }

  /**
   * Runs tasks; never returns.
   *
   * @param in frames of the parent
   * @param out frames for the parent; nothing else may be written to it
   * @param end ends the process at once, without shutdown hooks
   */
  public static void serve(InputStream in, OutputStream out, TrackRenderer renderer, Runnable end) {
    Child child = new Child(new FrameReader(in), new FrameWriter(out), renderer, end);
    Thread.ofPlatform().name("requests").daemon().start(child::listen);
    child.work();
  }

  private void listen() {
    try {
      for (Frame frame = in.next(); frame != null; frame = in.next()) {
        if (frame.kind() == FrameKind.CANCEL) {
          cancel(Wire.read(frame, Wire.Cancel.class).task());
        } else {
          waiting.add(frame);
        }
      }
    } catch (IOException e) {
      LOG.debug("the parent's stream has failed", e);
    } finally {
      end.run();
    }
  }

  private void work() {
    try {
      Ffmpeg.loadAll();
      if (!SystemCallFilter.install() && NetworkNamespace.onLinux()) {
        LOG.debug("the system call filter could not be installed");
      }
      Overruns.watch(this::overrun);
      out.write(Wire.frame(FrameKind.HELLO, new Wire.Hello(Wire.PROTOCOL)));
      while (true) {
        out.write(answer(waiting.take()));
        tidy();
      }
    } catch (IOException e) {
      LOG.debug("the parent has closed the stream", e);
    } catch (LinkageError e) {
      LOG.error("FFmpeg's libraries cannot be loaded", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end.run();
    }
  }

  /** Handles a call of FFmpeg that does not return: reports the failure and ends the process. */
  private void overrun(MediaException failure) {
    try {
      out.write(
          Wire.frame(
              FrameKind.FAILED,
              new Wire.Failed(
                  FailureKind.OVER_LIMIT, failure.kind(), String.valueOf(failure.getMessage()))));
    } catch (IOException e) {
      LOG.debug("the parent has closed the stream", e);
    } finally {
      end.run();
    }
  }

  /** Collects garbage between tasks, which would otherwise grow to the memory limit. */
  private static void tidy() {
    if (Runtime.getRuntime().totalMemory() > TIDY_HEAP_BYTES) {
      System.gc();
    }
  }

  private Frame answer(Frame request) throws IOException {
    CancelToken cancel = new CancelToken();
    ChildTask task = ChildTask.of(request, renderer, waiting::take, out);
    begin(new Running(task.number(), cancel));
    try {
      return task.run(cancel);
    } catch (RuntimeException e) {
      LOG.error("internal error", e);
      return Wire.frame(
          FrameKind.FAILED,
          new Wire.Failed(
              FailureKind.INTERNAL,
              null,
              "The program has a fault. Try the track again; if it happens twice, please report it"
                  + " with the log."));
    } finally {
      begin(null);
    }
  }

  private synchronized void begin(@Nullable Running next) {
    running = next;
  }

  private synchronized void cancel(long task) {
    if (running != null && running.task() == task) {
      running.cancel().cancel(FailureKind.CANCELLED, "It was cancelled.");
    }
  }
}
