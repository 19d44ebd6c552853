package org.audioprocessor.process.isolation.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.media.encode.coder.AacEncoders;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
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
import org.audioprocessor.process.render.TrackSink;
import org.jspecify.annotations.Nullable;

/**
 * One task of a child.
 *
 * @param number as the parent counts
 */
record ChildTask(long number, Work work) {
  /** Runs a task. */
  private interface Work {
    /** Returns the result, which {@link FrameKind#DONE} carries. */
    Object run(CancelToken cancel) throws ProcessingException, MediaException, IOException;
  }

  /** Runs a task as its request states. */
  private interface Handler<R extends Wire.Task> {
    Object run(R request, CancelToken cancel)
        throws ProcessingException, MediaException, IOException;
  }

  private static <R extends Wire.Task> ChildTask task(
      Frame frame, Class<R> type, Handler<R> handler) throws FrameException {
    R request = Wire.read(frame, type);
    return new ChildTask(request.task(), cancel -> handler.run(request, cancel));
  }

  static ChildTask of(Frame frame, TrackRenderer renderer, SoundTask.Incoming in, FrameWriter out)
      throws FrameException {
    Progress progress = progress(out);
    SoundTask sound = new SoundTask(out);
    PublishedDecoder published = PublishedDecoder.inProcess();
    return switch (frame.kind()) {
      case RENDER ->
          task(
              frame,
              Wire.Render.class,
              (of, cancel) -> renderer.render(of.order(), new FrameSink(out), cancel, progress));
      case PROBE -> task(frame, Wire.Probe.class, ChildTask::probe);
      case OVERVIEW ->
          task(
              frame,
              Wire.Overview.class,
              (of, cancel) ->
                  FileOverview.of(Path.of(of.file()), of.limits(), of.columns(), cancel, progress));
      case MEASURE ->
          task(
              frame,
              Wire.Measure.class,
              (of, cancel) ->
                  FileMeasurement.of(
                      Path.of(of.file()), of.limits(), of.checked(), cancel, progress));
      case RUNG ->
          task(
              frame,
              Wire.ListenToRung.class,
              (of, cancel) -> published.listen(of.rung(), Path.of(of.file()), cancel, progress));
      case M4A ->
          task(
              frame, Wire.ReadM4a.class, (of, cancel) -> published.m4a(Path.of(of.file()), cancel));
      case DECODE -> task(frame, Wire.Decode.class, sound::decode);
      case PLAY_PACKETS ->
          task(frame, Wire.PlayPackets.class, (request, cancel) -> sound.packets(request, in));
      case PLAY_M4A -> task(frame, Wire.PlayM4a.class, sound::m4a);
      case ENCODERS ->
          task(
              frame,
              Wire.NameEncoders.class,
              (of, cancel) -> new Wire.Encoders(AacEncoders.ofSystem()));
      case HELLO, CANCEL, PACKETS, PROGRESS, ANNOUNCE, SEGMENT, OPENED, SOUND, DONE, FAILED ->
          throw new FrameException("not a task: " + frame);
    };
  }

  /** Runs the task and returns its last frame, DONE or FAILED. */
  Frame run(CancelToken cancel) throws IOException {
    try {
      return Wire.frame(FrameKind.DONE, work.run(cancel));
    } catch (MediaException e) {
      return failed(ProcessingException.of(e));
    } catch (ProcessingException e) {
      return failed(e);
    }
  }

  private static Frame failed(ProcessingException e) {
    @Nullable MediaException media = e.getCause() instanceof MediaException m ? m : null;
    return Wire.frame(
        FrameKind.FAILED,
        new Wire.Failed(e.kind(), media == null ? null : media.kind(), e.sentence()));
  }

  /** When the parent has ended, another thread ends this process, so a failure has no handler. */
  private static Progress progress(FrameWriter out) {
    return event -> {
      try {
        out.write(Wire.frame(FrameKind.PROGRESS, event));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Opens a file and decodes its first block. */
  private static AudioInfo probe(Wire.Probe of, CancelToken cancel) throws MediaException {
    try (AudioFile file = AudioFile.open(Path.of(of.file()), of.limits(), cancel)) {
      file.read(new AudioBlock());
      return file.info();
    }
  }

  /** Sends segments as frames; blocks while the parent does not read. */
  private record FrameSink(FrameWriter out) implements TrackSink {
    @Override
    public void announce(List<String> names) throws ProcessingException {
      send(Wire.frame(FrameKind.ANNOUNCE, new Wire.Announce(names)));
    }

    @Override
    public void put(String name, byte[] bytes) throws ProcessingException {
      send(new Frame.Segment(name, bytes).toFrame());
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
