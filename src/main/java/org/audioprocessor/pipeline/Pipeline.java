package org.audioprocessor.pipeline;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.GainPlan;
import org.audioprocessor.storage.TrackKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upload, from fetched to published. Every step takes records and gives one; no step knows the
 * next.
 */
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /** The first encode and at most three corrections. */
  static final int MAX_ROUNDS = 4;

  private final CancelToken cancel;
  private final Progress progress;
  private final InstantSource clock;
  private final Program program;

  /** Who processed a track: the program's name and version, FFmpeg's version. */
  public record Program(String name, String ffmpeg) {}

  /** The token and the progress are one track's. */
  public Pipeline(CancelToken cancel, Progress progress, InstantSource clock, Program program) {
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
    Measured measured = new Measure(job.settings(), cancel, progress).of(source);
    GainPlan plan = GainPlan.of(measured.loudness(), measured.envelope(), job.settings().policy());
    LOG.info(
        "{}: {} LUFS, {} dBTP; {}",
        job.fileName(),
        rounded(measured.loudness().integratedLufs()),
        rounded(measured.loudness().truePeakDbtp()),
        plan.sentence());
    Verify verify = new Verify(job, measured, plan);
    Renditions renditions = render(job, source, verify, work.resolve("track.m4a"), target);
    progress.on(ProgressEvent.start(Stage.VERIFY));
    Documents documents = Documents.of(renditions);
    Certificate certificate = verify.certify(renditions, documents);
    progress.on(ProgressEvent.end(Stage.VERIFY));
    LOG.info("{}: HLS done, {} renditions", job.fileName(), certificate.renditions().size());
    progress.on(ProgressEvent.start(Stage.PUBLISH));
    Published published =
        new Published(job, measured, plan, certificate, target.keys().multivariantPlaylist());
    byte[] metadata = Metadata.json(published, source, program, clock.instant());
    new Publish(target, job.generation()).publish(documents, metadata, renditions);
    progress.on(ProgressEvent.end(Stage.PUBLISH));
    return published;
  }

  /** Renders every rung, and those that missed once more, until all segments are stored. */
  private Renditions render(
      Job job, Source source, Verify verify, Path m4a, PublicationTarget target)
      throws ProcessingException {
    try (StoreSegmentSink sink = new StoreSegmentSink(target)) {
      Render render = new Render(job.settings().limits(), sink, cancel, progress);
      List<RungJob> jobs = verify.firstRound(m4a);
      Renditions renditions = new Renditions(List.of(), m4a, List.of());
      for (int round = 0; round < MAX_ROUNDS && !jobs.isEmpty(); round++) {
        target.log().willWrite(segmentKeys(jobs, target.keys()));
        renditions = renditions.with(render.of(source, verify.measured(), verify.plan(), jobs));
        jobs = verify.nextRound(renditions);
      }
      sink.await();
      return renditions;
    }
  }

  private static List<String> segmentKeys(List<RungJob> jobs, TrackKeys keys) {
    List<String> all = new ArrayList<>();
    for (RungJob job : jobs) {
      for (int segment = 0; segment < job.timeline().segments(); segment++) {
        all.add(keys.segment(job.rung().name(), job.segmentName(segment)));
      }
    }
    return all;
  }

  private static String rounded(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "−∞";
  }
}
