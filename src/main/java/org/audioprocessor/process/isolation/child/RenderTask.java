package org.audioprocessor.process.isolation.child;

import java.io.IOException;
import java.util.List;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.FrameWriter;
import org.audioprocessor.process.isolation.protocol.SegmentFrame;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.process.render.TrackSink;

/** Makes a track; its segments leave as frames. */
record RenderTask(Wire.Make order, TrackRenderer renderer, FrameWriter out) implements ChildTask {
  @Override
  public long number() {
    return order.task();
  }

  @Override
  public Frame run(CancelToken cancel) throws Refusal {
    try {
      return Wire.frame(
          FrameKind.DONE,
          renderer.make(order.order(), new FrameSink(out), cancel, ChildTask.progress(out)));
    } catch (ProcessingException e) {
      throw Refusal.of(e);
    }
  }

  /** The pipe is the queue: what the parent does not read blocks here. */
  private record FrameSink(FrameWriter out) implements TrackSink {
    @Override
    public void announce(List<String> names) throws ProcessingException {
      send(Wire.frame(FrameKind.ANNOUNCE, new Wire.Announce(names)));
    }

    @Override
    public void put(String name, byte[] bytes) throws ProcessingException {
      send(new SegmentFrame(name, bytes).toFrame());
    }

    private void send(Frame frame) throws ProcessingException {
      try {
        out.write(frame);
      } catch (IOException e) {
        throw new ProcessingException(
            FailureKind.INTERNAL, "A segment could not be handed over. Try it again.", e);
      }
    }
  }
}
