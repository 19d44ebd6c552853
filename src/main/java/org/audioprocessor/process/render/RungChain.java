package org.audioprocessor.process.render;

import java.util.Optional;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.TruePeakLimiter;
import org.audioprocessor.loudness.TruePeakMeter;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.verify.RenditionCheck;

/**
 * Converts stereo at the source's rate to the segments of one rung: resamples, applies the gain,
 * limits at the rung's rate, encodes and cuts. Runs block by block on the rung's thread.
 */
final class RungChain implements AutoCloseable {
  private static final int MOST_PADDED = 16;

  private final RungJob job;
  private final Resampler resampler;
  private final TruePeakLimiter limiter;
  private final TruePeakMeter inputPeak;
  private final AacEncoder encoder;
  private final SegmentCutter cutter;
  private long missing;
  private float[][] resampled = new float[2][0];
  private float[][] limited = new float[2][0];

  private RungChain(RungJob job, Resampler resampler, AacEncoder encoder, SegmentCutter cutter) {
    Rung rung = job.rung();
    this.job = job;
    this.resampler = resampler;
    this.encoder = encoder;
    this.cutter = cutter;
    this.limiter = new TruePeakLimiter(rung.sampleRate(), 2, job.plan().ceilingDbtp());
    this.missing = job.timeline().musicFrames(rung);
    limiter.setGainDb(job.plan().gainDb());
    this.inputPeak = new TruePeakMeter(rung.sampleRate(), 2);
  }

  /**
   * Opens all stages and encodes the rung's lead of silence.
   *
   * @param listener receives the decoded music
   */
  static RungChain open(
      RungJob job, int sourceRate, TrackSink sink, RenditionCheck.MusicListener listener)
      throws MediaException, ProcessingException {
    Resampler resampler =
        Resampler.open(sourceRate, job.rung().sampleRate(), 2, job.plan().bandHz());
    try {
      AacEncoder encoder = AacEncoder.open(job.encoding());
      try {
        SegmentCutter cutter = SegmentCutter.open(job, encoder, sink);
        cutter.check().onMusic(listener);
        RungChain chain = new RungChain(job, resampler, encoder, cutter);
        int lead = job.timeline().leadFrames(job.rung());
        encoder.encode(new float[2][lead], 0, lead, cutter);
        return chain;
      } catch (Throwable t) {
        encoder.close();
        throw t;
      }
    } catch (Throwable t) {
      resampler.close();
      throw t;
    }
  }

  void accept(float[][] stereo, int frames) throws MediaException, ProcessingException {
    int room = resampler.outputFramesAtMost(frames);
    if (resampled[0].length < room) {
      resampled = new float[2][room];
    }
    int n = resampler.process(stereo, 0, frames, resampled);
    limit(n);
  }

  private void limit(int frames) throws MediaException, ProcessingException {
    if (limited[0].length < frames + limiter.latencyFrames()) {
      limited = new float[2][frames + limiter.latencyFrames()];
    }
    encode(limiter.process(resampled, 0, frames, limited));
  }

  /** The timeline decides how many frames the music has; rounding may give one more or less. */
  private void encode(int frames) throws MediaException, ProcessingException {
    int n = (int) Math.min(frames, missing);
    missing -= n;
    inputPeak.feed(limited, 0, n);
    encoder.encode(limited, 0, n, cutter);
  }

  private void padToTheEnd() throws MediaException, ProcessingException {
    if (missing > MOST_PADDED) {
      throw new ProcessingException(
          FailureKind.INTERNAL,
          "The resampler of %s left out %d samples. Please report this file."
              .formatted(job.rung().name(), missing));
    }
    limited = new float[2][MOST_PADDED];
    encode((int) missing);
  }

  /** Flushes all stages and returns the rung's figures. */
  RenderedRung finish() throws MediaException, ProcessingException {
    int room = resampler.outputFramesAtMost(0);
    if (resampled[0].length < room) {
      resampled = new float[2][room];
    }
    limit(resampler.finish(resampled));
    encode(limiter.finish(limited));
    padToTheEnd();
    encoder.finish(cutter);
    cutter.finish();
    inputPeak.finish();
    RenditionCheck check = cutter.check();
    return new RenderedRung(
        job,
        check.segments(),
        check.measured(),
        check.decodedFrames(),
        check.decodeErrors(),
        20 * Math.log10(inputPeak.peak()),
        limiter.maxReductionDb(),
        cutter.packets(),
        encoder.name(),
        Optional.empty());
  }

  /** The meter on the decoded rendition. */
  LoudnessMeter meter() {
    return cutter.check().meter();
  }

  @Override
  public void close() {
    try (resampler;
        encoder;
        cutter) {
      // closed in reverse order; the first failure is kept
    }
  }
}
