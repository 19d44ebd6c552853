package org.audioprocessor.process.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.plan.GainPlan;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.measure.Measure;
import org.audioprocessor.process.measure.Measured;
import org.audioprocessor.process.publish.Delivery;
import org.audioprocessor.process.publish.TrackPlaylists;
import org.audioprocessor.process.verify.Verify;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders tracks in this process. Each step takes records and returns one; no step knows the next.
 *
 * <p>A crash of a decoder ends the whole process.
 */
public final class InProcessRenderer implements TrackRenderer {
  private static final Logger LOG = LoggerFactory.getLogger(InProcessRenderer.class);

  @Override
  public RenderResult render(
      TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress)
      throws ProcessingException {
    try {
      return steps(order, sink, cancel, progress);
    } catch (ProcessingException e) {
      if (e.kind() == FailureKind.INTERNAL) {
        // the sentence refers to the log, and the callers do not log the cause
        LOG.error("{}: {}", order.job().fileName(), e.sentence(), e);
      }
      throw e;
    }
  }

  private static RenderResult steps(
      TrackOrder order, TrackSink sink, CancelToken cancel, Progress progress)
      throws ProcessingException {
    Job job = order.job();
    Measure.FirstPass first = new Measure(job.settings(), cancel, progress).of(order.source());
    Measured measured = first.measured();
    GainPlan plan = first.plan(job.settings());
    LOG.info(
        "{}: {} LUFS, {} dBTP; {}",
        job.fileName(),
        rounded(measured.loudness().integratedLufs()),
        rounded(measured.loudness().truePeakDbtp()),
        plan.sentence());
    Verify verify = new Verify(job, first, plan);
    Render render = new Render(job.settings().limits(), sink, cancel, progress);
    Renditions renditions = render(order, verify, render, sink);
    progress.on(ProgressEvent.start(Stage.VERIFY));
    TrackPlaylists playlists = TrackPlaylists.of(renditions);
    Certificate certificate = verify.certify(renditions, playlists);
    progress.on(ProgressEvent.end(Stage.VERIFY));
    LOG.info("{}: HLS done, {} renditions", job.fileName(), certificate.renditions().size());
    return new RenderResult(
        measured, plan.summary(), certificate, Delivery.of(renditions, playlists));
  }

  /** Renders every rung, and renders again those that missed the target. */
  private static Renditions render(TrackOrder order, Verify verify, Render render, TrackSink sink)
      throws ProcessingException {
    List<RungJob> jobs = verify.firstRound(order.m4a());
    Renditions renditions = new Renditions(List.of(), order.m4a(), List.of());
    for (int round = 0; round < Job.MAX_ROUNDS && !jobs.isEmpty(); round++) {
      sink.announce(segmentNames(jobs));
      renditions = renditions.with(render.of(order.source(), verify.first(), verify.plan(), jobs));
      jobs = verify.nextRound(renditions);
    }
    return renditions;
  }

  private static List<String> segmentNames(List<RungJob> jobs) {
    List<String> all = new ArrayList<>();
    for (RungJob job : jobs) {
      for (int segment = 0; segment < job.timeline().segments(); segment++) {
        all.add(job.rung().name() + "/" + job.segmentName(segment));
      }
    }
    return all;
  }

  private static String rounded(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "−∞";
  }

  /** Always works: there is no other process to probe. */
  @Override
  public void probe() {}
}
