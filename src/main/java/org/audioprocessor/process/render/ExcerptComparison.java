package org.audioprocessor.process.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.loudness.TruePeakLimiter;
import org.audioprocessor.loudness.plan.RungPlan;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.audioprocessor.quality.QualityMeter;
import org.audioprocessor.quality.QualityScore;
import org.jspecify.annotations.Nullable;

/**
 * Compares one excerpt of all rungs with its source after gain and limiter, all at 48 kHz. The
 * source must be complete before a decoded rendition is, as it is when the rendition is encoded
 * from it. The rung that is heard last does the work for all.
 *
 * <p>All are faded in and out over 20 ms: the edges of an excerpt would be clicks of different
 * bandwidth. The source belongs to one thread and each rung to another; {@link #end} joins them.
 */
final class ExcerptComparison implements AutoCloseable {
  private static final int RATE = QualityMeter.SAMPLE_RATE;
  private static final int FADE_FRAMES = RATE / 50;

  private final Excerpt excerpt;
  private final int sourceRate;
  private final RungPlan plan;
  private final int total;
  private final List<Heard> heard = new ArrayList<>();
  private @Nullable Source source;
  private int missing;
  private List<Optional<QualityScore>> scores = List.of();

  /** The sound before the encoders. */
  private final class Source {
    private final Resampler resampler = Resampler.open(sourceRate, RATE, 2);
    private final TruePeakLimiter limiter = new TruePeakLimiter(RATE, 2, plan.ceilingDbtp());
    private final float[][] limited = new float[2][total];
    private int frames;
    private float[][] resampled = new float[2][0];
    private float[][] room = new float[2][0];

    Source() throws MediaException {
      limiter.setGainDb(plan.gainDb());
    }

    void add(float[][] stereo, int offset, int count) throws MediaException {
      makeRoom(resampler.outputFramesAtMost(count));
      limit(resampler.process(stereo, offset, count, resampled));
    }

    void end() throws MediaException {
      makeRoom(resampler.outputFramesAtMost(0));
      limit(resampler.finish(resampled));
      frames = keep(room, limiter.finish(room), limited, frames, 1);
      resampler.close();
    }

    private void makeRoom(int count) {
      resampled = atLeast(resampled, count);
      room = atLeast(room, resampled[0].length + limiter.latencyFrames());
    }

    private void limit(int count) {
      frames = keep(room, limiter.process(resampled, 0, count, room), limited, frames, 1);
    }
  }

  /** The decoded sound of one rung, at the reference's gain. */
  private final class Heard {
    private final int sampleRate;
    private final double gain;
    private @Nullable Resampler resampler;
    private float[][] samples = new float[2][0];
    private int frames;
    private float[][] resampled = new float[2][0];

    Heard(RungJob job) {
      sampleRate = job.rung().sampleRate();
      gain = Math.pow(10, (plan.gainDb() - job.plan().gainDb()) / 20);
    }

    private Resampler resampler() throws MediaException {
      Resampler open = resampler;
      if (open == null) {
        open = Resampler.open(sampleRate, RATE, 2);
        resampler = open;
        samples = new float[2][total];
      }
      return open;
    }

    void add(float[][] stereo, int offset, int count) throws MediaException {
      Resampler open = resampler();
      resampled = atLeast(resampled, open.outputFramesAtMost(count));
      int got = open.process(stereo, offset, count, resampled);
      frames = keep(resampled, got, samples, frames, gain);
    }

    void end() throws MediaException {
      Resampler open = resampler();
      resampled = atLeast(resampled, open.outputFramesAtMost(0));
      frames = keep(resampled, open.finish(resampled), samples, frames, gain);
      open.close();
    }
  }

  /**
   * @param plan of the reference
   * @param jobs of the rungs that are compared, in their order
   */
  ExcerptComparison(Excerpt excerpt, int sourceRate, RungPlan plan, List<RungJob> jobs) {
    this.excerpt = excerpt;
    this.sourceRate = sourceRate;
    this.plan = plan;
    total = excerpt.seconds() * RATE;
    jobs.forEach(job -> heard.add(new Heard(job)));
    missing = heard.size();
  }

  Excerpt excerpt() {
    return excerpt;
  }

  /** The next frames of the excerpt's source, at its own rate. */
  void source(float[][] stereo, int offset, int frames) throws MediaException {
    Source open = source;
    if (open == null) {
      open = new Source();
      source = open;
    }
    open.add(stereo, offset, frames);
  }

  /** The source's excerpt is complete. */
  void endSource() throws MediaException {
    Source open = source;
    if (open != null) {
      open.end();
    }
  }

  /** The next decoded frames of the excerpt of one rung, at the rung's rate. */
  void heard(int rung, float[][] stereo, int offset, int frames) throws MediaException {
    heard.get(rung).add(stereo, offset, frames);
  }

  /** All of the excerpt of one rung was heard. */
  void end(int rung) throws MediaException {
    heard.get(rung).end();
    if (isLast()) {
      compare();
    }
  }

  private synchronized boolean isLast() {
    missing--;
    return missing == 0;
  }

  private void compare() {
    Source before = source;
    if (before == null) {
      return;
    }
    QualityMeter meter = new QualityMeter(heard.size());
    int frames = heard.stream().mapToInt(one -> one.frames).min().orElse(0);
    List<float[][]> tests = heard.stream().map(one -> one.samples).toList();
    meter.feed(before.limited, 0, tests, 0, Math.min(frames, before.frames));
    scores = meter.finishAll();
    source = null;
    heard.forEach(one -> one.samples = new float[2][0]);
  }

  /** Empty for silence, and for what is too short to be judged or was not heard to its end. */
  Optional<QualityScore> score(int rung) {
    return scores.isEmpty() ? Optional.empty() : scores.get(rung);
  }

  private static float[][] atLeast(float[][] planes, int frames) {
    return planes[0].length < frames ? new float[2][frames] : planes;
  }

  /** Appends faded frames up to the excerpt's end and returns how many there are now. */
  private int keep(float[][] from, int count, float[][] into, int position, double gain) {
    int kept = Math.min(count, total - position);
    for (int i = 0; i < kept; i++) {
      int toEdge = Math.min(position + i, total - 1 - position - i);
      double fade = toEdge < FADE_FRAMES ? 0.5 - 0.5 * Math.cos(Math.PI * toEdge / FADE_FRAMES) : 1;
      float factor = (float) (gain * fade);
      into[0][position + i] = from[0][i] * factor;
      into[1][position + i] = from[1][i] * factor;
    }
    return position + kept;
  }

  @Override
  public void close() {
    Source open = source;
    if (open != null) {
      open.resampler.close();
    }
    for (Heard one : heard) {
      if (one.resampler != null) {
        one.resampler.close();
      }
    }
  }
}
