package org.audioprocessor.process.render;

import java.util.Optional;
import org.audioprocessor.loudness.TruePeakLimiter;
import org.audioprocessor.loudness.plan.RungPlan;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.audioprocessor.quality.QualityMeter;
import org.audioprocessor.quality.QualityScore;

/**
 * Compares one excerpt of a rung with its source after gain and limiter, both at 48 kHz. The source
 * must arrive before the decoded rendition, as it does when the rendition is encoded from it.
 *
 * <p>Both are faded in and out over 20 ms: the edges of an excerpt would be clicks of different
 * bandwidth.
 */
final class ExcerptComparison implements AutoCloseable {
  private static final int RATE = QualityMeter.SAMPLE_RATE;
  private static final int FADE_FRAMES = RATE / 50;

  private final Resampler sourceRate;
  private final Resampler rungRate;
  private final TruePeakLimiter limiter;
  private final QualityMeter meter = new QualityMeter();
  private final int total;
  private final float[][] reference;
  private int referenceFrames;
  private int heardFrames;
  private float[][] resampled = new float[2][0];
  private float[][] limited = new float[2][0];

  private ExcerptComparison(Resampler sourceRate, Resampler rungRate, RungPlan plan, int seconds) {
    this.sourceRate = sourceRate;
    this.rungRate = rungRate;
    limiter = new TruePeakLimiter(RATE, 2, plan.ceilingDbtp());
    limiter.setGainDb(plan.gainDb());
    total = seconds * RATE;
    reference = new float[2][total];
  }

  static ExcerptComparison open(Excerpt excerpt, RungJob job, int sourceRate)
      throws MediaException {
    Resampler source = Resampler.open(sourceRate, RATE, 2);
    try {
      Resampler rung = Resampler.open(job.rung().sampleRate(), RATE, 2);
      return new ExcerptComparison(source, rung, job.plan(), excerpt.seconds());
    } catch (Throwable t) {
      source.close();
      throw t;
    }
  }

  /** The next frames of the excerpt's source, at its own rate. */
  void source(float[][] stereo, int offset, int frames) throws MediaException {
    makeRoom(sourceRate.outputFramesAtMost(frames));
    limit(sourceRate.process(stereo, offset, frames, resampled));
  }

  /** The source's excerpt is complete. */
  void endSource() throws MediaException {
    makeRoom(sourceRate.outputFramesAtMost(0));
    limit(sourceRate.finish(resampled));
    keep(limiter.finish(limited));
  }

  private void makeRoom(int frames) {
    if (resampled[0].length < frames) {
      resampled = new float[2][frames];
    }
    int room = resampled[0].length + limiter.latencyFrames();
    if (limited[0].length < room) {
      limited = new float[2][room];
    }
  }

  private void limit(int frames) {
    keep(limiter.process(resampled, 0, frames, limited));
  }

  private void keep(int frames) {
    int kept = Math.min(frames, total - referenceFrames);
    fade(limited, kept, referenceFrames);
    for (int channel = 0; channel < 2; channel++) {
      System.arraycopy(limited[channel], 0, reference[channel], referenceFrames, kept);
    }
    referenceFrames += kept;
  }

  /** The next decoded frames of the excerpt, at the rung's rate. */
  void heard(float[][] stereo, int offset, int frames) throws MediaException {
    makeRoom(rungRate.outputFramesAtMost(frames));
    compare(rungRate.process(stereo, offset, frames, resampled));
  }

  /** All of the excerpt was heard; empty for silence and for what is too short to be judged. */
  Optional<QualityScore> end() throws MediaException {
    makeRoom(rungRate.outputFramesAtMost(0));
    compare(rungRate.finish(resampled));
    return meter.finish();
  }

  private void compare(int frames) {
    int compared = Math.clamp(referenceFrames - heardFrames, 0, frames);
    fade(resampled, compared, heardFrames);
    meter.feed(reference, heardFrames, resampled, 0, compared);
    heardFrames += frames;
  }

  /** Half a cosine at both ends of the excerpt. */
  private void fade(float[][] stereo, int frames, int position) {
    for (int i = 0; i < frames; i++) {
      int toEdge = Math.min(position + i, total - 1 - position - i);
      if (toEdge < FADE_FRAMES) {
        float gain = (float) (0.5 - 0.5 * Math.cos(Math.PI * toEdge / FADE_FRAMES));
        stereo[0][i] *= gain;
        stereo[1][i] *= gain;
      }
    }
  }

  @Override
  public void close() {
    try (sourceRate;
        rungRate) {
      // both are freed
    }
  }
}
