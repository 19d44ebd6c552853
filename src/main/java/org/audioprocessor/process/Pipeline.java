package org.audioprocessor.process;

import java.nio.file.Path;
import java.time.InstantSource;
import org.audioprocessor.process.publish.FixedNames;
import org.audioprocessor.process.publish.Metadata;
import org.audioprocessor.process.publish.Publish;
import org.audioprocessor.process.publish.StoreSegmentSink;
import org.audioprocessor.process.render.InProcessRenderer;
import org.audioprocessor.process.render.RenderResult;
import org.audioprocessor.process.render.TrackOrder;
import org.audioprocessor.process.render.TrackRenderer;

/**
 * One upload, from fetched to published: made of the raw file by a {@link TrackRenderer}, published
 * by us.
 */
public final class Pipeline {
  private final TrackRenderer renderer;
  private final CancelToken cancel;
  private final Progress progress;
  private final InstantSource clock;
  private final Program program;

  /** Who processed a track: the program's name and version, FFmpeg's version. */
  public record Program(String name, String ffmpeg) {}

  /** Everything happens in this process. The token and the progress are one track's. */
  public Pipeline(CancelToken cancel, Progress progress, InstantSource clock, Program program) {
    this(new InProcessRenderer(), cancel, progress, clock, program);
  }

  /** The token and the progress are one track's. */
  public Pipeline(
      TrackRenderer renderer,
      CancelToken cancel,
      Progress progress,
      InstantSource clock,
      Program program) {
    this.renderer = renderer;
    this.cancel = cancel;
    this.progress = progress;
    this.clock = clock;
    this.program = program;
  }

  /**
   * Measures, renders, verifies and publishes.
   *
   * @param work an empty folder for the M4A while it is written; what is left in it may be removed
   */
  public Published process(Job job, Source source, Path work, PublicationTarget target)
      throws ProcessingException {
    TrackOrder order = new TrackOrder(job, source, work);
    Stored stored = make(order, target);
    progress.on(ProgressEvent.start(Stage.PUBLISH));
    RenderResult result = stored.result();
    Published published =
        new Published(
            job,
            result.measured(),
            result.plan(),
            result.certificate(),
            target.keys().multivariantPlaylist());
    byte[] metadata = Metadata.json(published, source, program, clock.instant());
    new Publish(target, job.generation())
        .publish(stored.before(), result.delivery(), order.m4a(), metadata);
    progress.on(ProgressEvent.end(Stage.PUBLISH));
    return published;
  }

  /** A track whose segments are stored, and what its publication will replace. */
  private record Stored(RenderResult result, FixedNames before) {}

  /** Returns once all segments are stored; while the last are, it looks at what is replaced. */
  private Stored make(TrackOrder order, PublicationTarget target) throws ProcessingException {
    try (StoreSegmentSink sink = new StoreSegmentSink(target)) {
      RenderResult result = renderer.make(order, sink, cancel, progress);
      FixedNames before = Publish.look(target, result.delivery());
      sink.await();
      return new Stored(result, before);
    }
  }
}
