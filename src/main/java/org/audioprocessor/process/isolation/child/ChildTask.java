package org.audioprocessor.process.isolation.child;

import java.io.IOException;
import java.nio.file.Path;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.FrameWriter;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.audioprocessor.process.measure.FileMeasurement;
import org.audioprocessor.process.measure.FileOverview;
import org.audioprocessor.process.readback.PublishedDecoder;
import org.audioprocessor.process.render.TrackRenderer;
import org.jspecify.annotations.Nullable;

/** One task of a child. */
interface ChildTask {
  /** As the parent counts. */
  long number();

  /** Does it; the last frame. */
  Frame run(CancelToken cancel) throws Refusal, IOException;

  /** It failed, and the parent will be told why. */
  final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Wire.Failed failed;

    private Refusal(Wire.Failed failed, Throwable cause) {
      super(failed.sentence(), cause);
      this.failed = failed;
    }

    Wire.Failed failed() {
      return failed;
    }

    static Refusal of(ProcessingException e) {
      @Nullable MediaException media = e.getCause() instanceof MediaException m ? m : null;
      return new Refusal(
          new Wire.Failed(e.kind(), media == null ? null : media.kind(), e.sentence()), e);
    }
  }

  static ChildTask of(Frame order, TrackRenderer renderer, PlayTasks.Incoming in, FrameWriter out)
      throws FrameException {
    return switch (order.kind()) {
      case MAKE -> new RenderTask(Wire.read(order, Wire.Make.class), renderer, out);
      case PROBE -> new ProbeTask(Wire.read(order, Wire.Probe.class));
      case OVERVIEW -> new OverviewTask(Wire.read(order, Wire.Overview.class), progress(out));
      case DECODE -> new DecodeTask(Wire.read(order, Wire.Decode.class), out);
      case MEASURE -> new MeasureTask(Wire.read(order, Wire.Measure.class), progress(out));
      case RUNG -> new RungTask(Wire.read(order, Wire.ListenToRung.class), progress(out));
      case M4A -> new M4aTask(Wire.read(order, Wire.ReadM4a.class));
      case PLAY_PACKETS -> new PlayTasks.Packets(Wire.read(order, Wire.PlayPackets.class), in, out);
      case PLAY_M4A -> new PlayTasks.M4a(Wire.read(order, Wire.PlayM4a.class), out);
      case HELLO, CANCEL, PACKETS, PROGRESS, ANNOUNCE, SEGMENT, OPENED, SOUND, DONE, FAILED ->
          throw new FrameException("not a task: " + order);
    };
  }

  /** A parent that is gone ends the process from another thread: progress needs not care. */
  static Progress progress(FrameWriter out) {
    return event -> {
      try {
        out.write(Wire.frame(FrameKind.PROGRESS, event));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    };
  }

  /** Opens a file and decodes its first block. */
  record ProbeTask(Wire.Probe order) implements ChildTask {
    @Override
    public long number() {
      return order.task();
    }

    @Override
    public Frame run(CancelToken cancel) throws Refusal {
      try (AudioFile file = AudioFile.open(Path.of(order.file()), order.limits(), cancel)) {
        file.read(new AudioBlock());
        return Wire.frame(FrameKind.DONE, file.info());
      } catch (MediaException e) {
        throw Refusal.of(ProcessingException.of(e));
      }
    }
  }

  /** Decodes a file once and says how it sounds and looks. */
  record OverviewTask(Wire.Overview order, Progress progress) implements ChildTask {
    @Override
    public long number() {
      return order.task();
    }

    @Override
    public Frame run(CancelToken cancel) throws Refusal {
      try {
        Path file = Path.of(order.file());
        return Wire.frame(
            FrameKind.DONE,
            FileOverview.of(file, order.limits(), order.columns(), cancel, progress));
      } catch (ProcessingException e) {
        throw Refusal.of(e);
      }
    }
  }

  /** Measures a file as it stands. */
  record MeasureTask(Wire.Measure order, Progress progress) implements ChildTask {
    @Override
    public long number() {
      return order.task();
    }

    @Override
    public Frame run(CancelToken cancel) throws Refusal {
      try {
        Path file = Path.of(order.file());
        return Wire.frame(
            FrameKind.DONE, FileMeasurement.of(file, order.limits(), cancel, progress));
      } catch (ProcessingException e) {
        throw Refusal.of(e);
      }
    }
  }

  /** Decodes and measures a published rung. */
  record RungTask(Wire.ListenToRung order, Progress progress) implements ChildTask {
    @Override
    public long number() {
      return order.task();
    }

    @Override
    public Frame run(CancelToken cancel) throws Refusal {
      try {
        Path file = Path.of(order.file());
        return Wire.frame(
            FrameKind.DONE,
            PublishedDecoder.inProcess().listen(order.rung(), file, cancel, progress));
      } catch (ProcessingException e) {
        throw Refusal.of(e);
      }
    }
  }

  /** Reads a published M4A. */
  record M4aTask(Wire.ReadM4a order) implements ChildTask {
    @Override
    public long number() {
      return order.task();
    }

    @Override
    public Frame run(CancelToken cancel) throws Refusal {
      try {
        return Wire.frame(
            FrameKind.DONE, PublishedDecoder.inProcess().m4a(Path.of(order.file()), cancel));
      } catch (ProcessingException e) {
        throw Refusal.of(e);
      }
    }
  }
}
