package org.audioprocessor.process.render;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.plan.GainCurve;
import org.audioprocessor.loudness.plan.GainPlan;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.measure.Measure;
import org.audioprocessor.process.measure.Measured;
import org.audioprocessor.process.measure.StageClock;
import org.audioprocessor.process.measure.StereoSource;
import org.jspecify.annotations.Nullable;

/**
 * Pass 2: renders all rungs with one decode. The caller's thread decodes and applies the range
 * curve; each rung has its own thread behind a hand-over of a few blocks.
 */
public final class Render {
  private final MediaLimits limits;
  private final TrackSink sink;
  private final CancelToken cancel;
  private final Progress progress;
  private final AtomicReference<@Nullable LoudnessMeter> heard = new AtomicReference<>();

  public Render(MediaLimits limits, TrackSink sink, CancelToken cancel, Progress progress) {
    this.limits = limits;
    this.sink = sink;
    this.cancel = cancel;
    this.progress = progress;
  }

  /** Renders rungs; the sink has received all their segments when this returns. */
  public List<RenderedRung> of(
      Source source, Measure.FirstPass first, GainPlan plan, List<RungJob> jobs)
      throws ProcessingException {
    HandOver handOver = new HandOver(jobs.size());
    List<Future<RenderedRung>> rungs = new ArrayList<>();
    int sourceRate = first.measured().info().sampleRate();
    try (TrackQuality quality = new TrackQuality(jobs, sourceRate);
        ExecutorService threads = threads()) {
      try {
        for (int i = 0; i < jobs.size(); i++) {
          RungJob job = jobs.get(i);
          int reader = i;
          rungs.add(threads.submit(() -> rung(job, reader, handOver, sourceRate, quality)));
        }
        decode(source, first, plan.curve(), handOver, quality);
        List<RenderedRung> rendered = new ArrayList<>();
        for (Future<RenderedRung> rung : rungs) {
          rendered.add(rung.get());
        }
        return quality.addTo(rendered);
      } finally {
        // before the executor is closed: its close waits for rungs that wait for the hand-over
        handOver.abort();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw reason(rungs, e);
    } catch (MediaException e) {
      cancel.check();
      throw ProcessingException.of(e);
    }
  }

  private static ExecutorService threads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("rung-", 0).factory());
  }

  private void decode(
      Source source,
      Measure.FirstPass first,
      GainCurve curve,
      HandOver handOver,
      TrackQuality quality)
      throws ProcessingException, MediaException, InterruptedException {
    Measured measured = first.measured();
    StageClock clock = new StageClock(Stage.RENDER, measured.seconds(), progress);
    try (StereoSource input = StereoSource.open(source.file(), limits, first.repairs(), cancel)) {
      while (input.next()) {
        cancel.check();
        AudioBlock block = input.block();
        long firstFrame = input.frames() - block.frames();
        curve.apply(block.samples(), 0, block.frames(), firstFrame, input.info().sampleRate());
        quality.source(block.samples(), block.frames());
        handOver.put(block.samples(), block.frames());
        clock.at(input.seconds(), this::reading);
      }
      if (input.frames() != measured.frames()) {
        throw new ProcessingException(
            FailureKind.CHECKSUM, "The file changed while it was processed. Try it again.");
      }
      handOver.finish();
    }
    clock.end();
  }

  private @Nullable LoudnessSnapshot reading() {
    LoudnessMeter meter = heard.get();
    return meter == null ? null : meter.snapshot();
  }

  private RenderedRung rung(
      RungJob job, int reader, HandOver handOver, int sourceRate, TrackQuality quality)
      throws ProcessingException, MediaException, InterruptedException {
    try (RungChain chain = RungChain.open(job, sourceRate, sink, quality.rung(reader)::heard)) {
      heard.set(chain.meter());
      HandOver.Block block = handOver.take(reader);
      while (!handOver.isEnd(block)) {
        chain.accept(block.samples, block.frames);
        handOver.release(block);
        block = handOver.take(reader);
      }
      return chain.finish();
    } catch (Throwable t) {
      handOver.abort();
      throw t;
    }
  }

  /** Returns the failure that stopped the others: the first that is not an interruption. */
  private ProcessingException reason(List<Future<RenderedRung>> rungs, Exception failure)
      throws ProcessingException {
    cancel.check();
    for (Future<RenderedRung> rung : rungs) {
      try {
        rung.get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case ProcessingException p -> {
            return p;
          }
          case MediaException m -> {
            return ProcessingException.of(m);
          }
          case InterruptedException stopped -> failure.addSuppressed(stopped);
          case null, default -> {
            return new ProcessingException(FailureKind.INTERNAL, internal(), e);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ProcessingException(FailureKind.CANCELLED, "The work was interrupted.", e);
      }
    }
    return new ProcessingException(FailureKind.INTERNAL, internal(), failure);
  }

  private static String internal() {
    return "Rendering stopped with an internal error. Try it again; if it happens twice, please"
        + " report it with the log.";
  }
}
