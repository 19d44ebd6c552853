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
import org.audioprocessor.process.isolation.protocol.SegmentFrame;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.audioprocessor.process.render.RenderResult;
import org.audioprocessor.process.render.TrackOrder;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.process.render.TrackSink;
import org.jspecify.annotations.Nullable;

/** Makes tracks in children: whatever a file does to its decoder, it fails one track. */
public final class ChildRenderer implements TrackRenderer {
  private final ChildPool pool;

  public ChildRenderer(ChildPool pool) {
    this.pool = pool;
  }

  @Override
  public RenderResult make(TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress)
      throws ProcessingException {
    try {
      ChildProcess child = pool.take();
      boolean hadLived = child.tasks() > 0;
      Hearing hearing = new Hearing(order, sink, cancel, progress);
      try {
        return once(child, hearing);
      } catch (ChildException e) {
        // an idle child may die of anything; only the second one can have died of this file
        if (hadLived && hearing.isSilent() && e.ending() == ChildExit.CRASHED) {
          return once(pool.take(), hearing);
        }
        throw e;
      }
    } catch (ChildException e) {
      cancel.check();
      throw e.ending().toProcessing(e);
    }
  }

  private RenderResult once(ChildProcess child, Hearing hearing)
      throws ProcessingException, ChildException {
    boolean good = false;
    try (TaskExchange exchange =
        child.begin(
            hearing.order.source().file(),
            hearing.order.job().settings().limits().bytes(),
            task -> Wire.frame(FrameKind.MAKE, hearing.make(task)),
            hearing.cancel)) {
      RenderResult result = hearing.hear(exchange);
      good = true;
      return result;
    } catch (Cancelled e) {
      good = true;
      throw e.why;
    } finally {
      pool.giveBack(child, good);
    }
  }

  @Override
  public void probe() throws ProcessingException {
    try {
      pool.giveBack(pool.take(), true);
    } catch (ChildException e) {
      throw e.ending().toProcessing(e);
    }
  }

  /** It stopped as it was told. */
  private static final class Cancelled extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ProcessingException why;

    Cancelled(ProcessingException why) {
      super(why);
      this.why = why;
    }
  }

  /** What a child says about one track, passed on. */
  private static final class Hearing {
    private final TrackOrder order;
    private final TrackSink sink;
    private final CancelToken cancel;
    private final Progress progress;
    private final ExpectedSegments expected;
    private boolean silent = true;

    /** Where the child leaves the M4A. */
    private @Nullable Path childsM4a;

    Hearing(TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress) {
      this.order = order;
      this.sink = sink;
      this.cancel = cancel;
      this.progress = progress;
      this.expected = new ExpectedSegments(order.job());
    }

    /** The order as the child gets it, which reads and writes only in folders of its own. */
    Wire.Make make(ChildProcess.Task task) {
      Source source = order.source();
      TrackOrder lent =
          new TrackOrder(
              order.job(), new Source(task.file(), source.bytes(), source.sha256()), task.work());
      childsM4a = lent.m4a();
      return Wire.Make.of(task.number(), lent);
    }

    RenderResult hear(TaskExchange exchange) throws ProcessingException, ChildException, Cancelled {
      try {
        while (true) {
          Frame frame = exchange.next();
          silent = false;
          switch (frame.kind()) {
            case PROGRESS -> progress.on(exchange.progress(frame));
            case ANNOUNCE -> announce(Wire.read(frame, Wire.Announce.class));
            case SEGMENT -> {
              put(SegmentFrame.of(frame));
              exchange.advanced();
            }
            case FAILED -> throw failure(ChildFailures.failed(frame));
            case DONE -> {
              return made(Wire.read(frame, RenderResult.class));
            }
            default -> throw new FrameException("out of place: " + frame);
          }
        }
      } catch (FrameException e) {
        throw exchange.garbage(e);
      }
    }

    /** Whether no child has said anything about this track. */
    boolean isSilent() {
      return silent;
    }

    private void announce(Wire.Announce announce) throws FrameException, ProcessingException {
      expected.announce(announce.names());
      sink.announce(announce.names());
    }

    private void put(SegmentFrame segment) throws FrameException, ProcessingException {
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
      throw new FrameException("nobody cancelled it");
    }

    private RenderResult made(RenderResult result) throws FrameException {
      expected.check(result.delivery());
      expected.check(result.certificate());
      takeM4a();
      return result;
    }

    private void takeM4a() throws FrameException {
      try {
        boolean taken =
            ChildFolder.take(
                Objects.requireNonNull(childsM4a),
                order.m4a(),
                order.job().settings().limits().bytes());
        if (!taken) {
          throw new FrameException("no M4A, or an impossible one");
        }
      } catch (FrameException e) {
        throw e;
      } catch (IOException e) {
        throw new FrameException("the M4A cannot be taken", e);
      }
    }
  }
}
