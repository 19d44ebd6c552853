package org.audioprocessor.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.process.publish.FixedNames;
import org.audioprocessor.process.publish.Metadata;
import org.audioprocessor.process.publish.Publish;
import org.audioprocessor.process.publish.RenderRecord;
import org.audioprocessor.process.publish.StoreSegmentSink;
import org.audioprocessor.process.render.InProcessRenderer;
import org.audioprocessor.process.render.RenderResult;
import org.audioprocessor.process.render.TrackOrder;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.storage.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes a fetched upload: a {@link TrackRenderer} renders it, then it is published. */
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final TrackRenderer renderer;
  private final CancelToken cancel;
  private final Progress progress;
  private final InstantSource clock;
  private final Program program;

  /** The program that processed a track: its name and version, FFmpeg's version. */
  public record Program(String name, String ffmpeg) {}

  /** Renders in this process. The token and the progress belong to one track. */
  public Pipeline(CancelToken cancel, Progress progress, InstantSource clock, Program program) {
    this(new InProcessRenderer(), cancel, progress, clock, program);
  }

  /** The token and the progress belong to one track. */
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
   * @param work an empty folder for the M4A; the caller may remove its contents afterwards
   */
  public Published process(Job job, Source source, Path work, PublicationTarget target)
      throws ProcessingException {
    Optional<RenderRecord> earlier = RenderRecord.find(job, source, program, target);
    if (earlier.isPresent()) {
      return publishAgain(earlier.get(), target);
    }
    TrackOrder order = new TrackOrder(job, source, work);
    Stored stored = renderAndStore(order, target);
    progress.on(ProgressEvent.start(Stage.PUBLISH));
    RenderResult result = stored.result();
    Published published = published(job, result, target);
    String metadata = new String(Metadata.json(published, source, program, clock.instant()), UTF_8);
    RenderRecord.Rendered rendered = new RenderRecord.Rendered(result, metadata, order.m4a());
    RenderRecord render = RenderRecord.of(job, program, source, rendered, stored.segments());
    new Publish(target, job.generation()).publish(stored.before(), render, order.m4a());
    progress.on(ProgressEvent.end(Stage.PUBLISH));
    return published;
  }

  /** Publishes what an earlier try has rendered and stored; the same bytes under the same names. */
  private Published publishAgain(RenderRecord render, PublicationTarget target)
      throws ProcessingException {
    Job job = render.job();
    LOG.info("{}: was rendered by an earlier try and is not encoded again", job.fileName());
    target.log().resume(job.generation(), job.tryNumber());
    progress.on(ProgressEvent.start(Stage.PUBLISH));
    new Publish(target, job.generation()).publishAgain(render);
    progress.on(ProgressEvent.end(Stage.PUBLISH));
    return published(job, render.result(), target);
  }

  private static Published published(Job job, RenderResult result, PublicationTarget target) {
    return new Published(
        job,
        result.measured(),
        result.plan(),
        result.certificate(),
        target.keys().multivariantPlaylist());
  }

  /** A track whose segments are stored, and the objects that its publication replaces. */
  private record Stored(
      RenderResult result, FixedNames before, Map<String, StoredObject> segments) {}

  /** Returns once all segments are stored; reads the fixed names during the last requests. */
  private Stored renderAndStore(TrackOrder order, PublicationTarget target)
      throws ProcessingException {
    try (StoreSegmentSink sink = new StoreSegmentSink(target)) {
      RenderResult result = renderer.render(order, sink, cancel, progress);
      FixedNames before = Publish.fixedNames(target, result.delivery());
      sink.await();
      return new Stored(result, before, sink.stored());
    }
  }
}
