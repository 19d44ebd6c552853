package org.audioprocessor.process.isolation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.isolation.confine.ChildFolder;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.audioprocessor.process.render.RenderResult;
import org.audioprocessor.process.render.TrackOrder;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.process.render.TrackSink;
import org.jspecify.annotations.Nullable;

/** Renders tracks in child processes: a file that crashes its decoder fails one track only. */
public final class ChildRenderer implements TrackRenderer {
  private final ChildPool pool;

  public ChildRenderer(ChildPool pool) {
    this.pool = pool;
  }

  @Override
  public RenderResult render(
      TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress)
      throws ProcessingException {
    try {
      ChildProcess child = pool.take();
      boolean hadLived = child.tasks() > 0;
      ResponseReader reader = new ResponseReader(order, sink, cancel, progress);
      try {
        return render(child, reader);
      } catch (ChildException e) {
        // an idle child may have ended for any reason; only a new one can have crashed on this file
        if (hadLived && reader.isSilent() && e.kind() == ChildException.Kind.CRASHED) {
          return render(pool.take(), reader);
        }
        throw e;
      }
    } catch (ChildException e) {
      cancel.check();
      throw e.toProcessing();
    }
  }

  private RenderResult render(ChildProcess child, ResponseReader reader)
      throws ProcessingException, ChildException {
    boolean good = false;
    try (TaskExchange exchange =
        child.begin(
            reader.order.source().file(),
            reader.order.job().settings().limits().bytes(),
            task -> Wire.frame(FrameKind.RENDER, reader.request(task)),
            reader.cancel)) {
      RenderResult result = reader.read(exchange);
      good = true;
      return result;
    } catch (Cancelled e) {
      good = true;
      throw e.why;
    } finally {
      pool.release(child, good);
    }
  }

  @Override
  public void probe() throws ProcessingException {
    try {
      pool.release(pool.take(), true);
    } catch (ChildException e) {
      throw e.toProcessing();
    }
  }

  /** The child has cancelled the task as requested. */
  private static final class Cancelled extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ProcessingException why;

    Cancelled(ProcessingException why) {
      super(why);
      this.why = why;
    }
  }

  /** Validates the frames of one track and passes them on. */
  private static final class ResponseReader {
    private final TrackOrder order;
    private final TrackSink sink;
    private final CancelToken cancel;
    private final Progress progress;
    private final ExpectedSegments expected;
    private boolean silent = true;

    /** The path to which the child writes the M4A. */
    private @Nullable Path m4aOfChild;

    ResponseReader(TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress) {
      this.order = order;
      this.sink = sink;
      this.cancel = cancel;
      this.progress = progress;
      this.expected = new ExpectedSegments(order.job());
    }

    /** Returns the request with the paths that the child may use. */
    Wire.Render request(ChildProcess.Task task) {
      Source source = order.source();
      TrackOrder lent =
          new TrackOrder(
              order.job(), new Source(task.file(), source.bytes(), source.sha256()), task.work());
      m4aOfChild = lent.m4a();
      return Wire.Render.of(task.number(), lent);
    }

    RenderResult read(TaskExchange exchange) throws ProcessingException, ChildException, Cancelled {
      try {
        while (true) {
          Frame frame = exchange.next();
          silent = false;
          switch (frame.kind()) {
            case PROGRESS -> progress.on(exchange.progress(frame));
            case ANNOUNCE -> announce(Wire.read(frame, Wire.Announce.class));
            case SEGMENT -> {
              put(frame.toSegment());
              exchange.advanced();
            }
            case FAILED -> throw failure(AnswerValidation.failed(frame));
            case DONE -> {
              return rendered(Wire.read(frame, RenderResult.class));
            }
            default -> throw FrameException.unexpected(frame);
          }
        }
      } catch (FrameException e) {
        throw exchange.garbage(e);
      }
    }

    /** Whether no child has sent a frame about this track. */
    boolean isSilent() {
      return silent;
    }

    private void announce(Wire.Announce announce) throws FrameException, ProcessingException {
      expected.announce(announce.names());
      sink.announce(announce.names());
    }

    private void put(Frame.Segment segment) throws FrameException, ProcessingException {
      expected.accept(segment);
      sink.put(segment.name(), segment.bytes());
    }

    private ProcessingException failure(Wire.Failed failed) throws FrameException, Cancelled {
      ProcessingException failure = new ProcessingException(failed.kind(), failed.sentence());
      if (failed.kind() != FailureKind.CANCELLED) {
        return failure;
      }
      try {
        cancel.check();
      } catch (ProcessingException asked) {
        throw new Cancelled(asked);
      }
      throw new FrameException("the task was not cancelled");
    }

    private RenderResult rendered(RenderResult result) throws FrameException {
      expected.check(result.delivery());
      expected.check(result.certificate());
      takeM4a();
      return result;
    }

    private void takeM4a() throws FrameException {
      try {
        boolean taken =
            ChildFolder.take(
                Objects.requireNonNull(m4aOfChild),
                order.m4a(),
                order.job().settings().limits().bytes());
        if (!taken) {
          throw new FrameException("M4A is missing or too large");
        }
      } catch (FrameException e) {
        throw e;
      } catch (IOException e) {
        throw new FrameException("the M4A cannot be moved", e);
      }
    }
  }
}
