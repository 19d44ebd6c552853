package org.audioprocessor.loudness.plan;

import java.util.OptionalDouble;
import org.audioprocessor.loudness.Decibels;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.LoudnessTarget;
import org.audioprocessor.loudness.TruePeakLimiter;
import org.audioprocessor.loudness.plan.GainSearch.Found;
import org.audioprocessor.loudness.plan.LimitingForecast.Forecast;
import org.audioprocessor.loudness.plan.LimitingForecast.Treatment;
import org.audioprocessor.loudness.plan.NormalisationPolicy.Peaks;

/**
 * What is to be done to a track so that it reaches its target, and why, in a sentence.
 *
 * <p>Order of the work on samples: {@link #curve()}, a rung's gain, a {@link TruePeakLimiter} at
 * the rung's ceiling. Immutable; safe for any thread.
 */
public final class GainPlan {
  /** What people, who are shown tenths, cannot see. */
  private static final double UNSEEN_DB = 0.05;

  /** A rung may need more than the plan's gain where its encoder takes away treble. */
  private static final double BAND_LOSS_AT_MOST_DB = 6;

  /**
   * Limiting costs loudness, which more gain makes up for. What may be limited at most is judged by
   * the gain without it, so that a track is either brought to its target or held back.
   */
  private static final double MAKE_UP_AT_MOST_DB = 9;

  /** How far below 0 dBTP a corrected rung is meant to stay. */
  private static final double OVERSHOOT_MARGIN_DB = 0.3;

  private final NormalisationPolicy policy;
  private final LimitingForecast forecast;
  private final Treatment treatment;
  private final double predictedLufs;
  private final double peakReductionDb;
  private final double rangeReductionLu;
  private final boolean measurable;
  private final String sentence;

  private GainPlan(
      NormalisationPolicy policy, LimitingForecast forecast, RangePlan range, String sentence) {
    this.policy = policy;
    this.forecast = forecast;
    this.sentence = sentence;
    Forecast result = range.found().forecast();
    treatment = range.found().treatment();
    predictedLufs = result.integratedLufs();
    peakReductionDb = result.peakReductionDb() > UNSEEN_DB / 2 ? result.peakReductionDb() : 0;
    rangeReductionLu = range.reductionLu();
    measurable = true;
  }

  /** Nothing is done. */
  private GainPlan(NormalisationPolicy policy, LimitingForecast forecast, String sentence) {
    this.policy = policy;
    this.forecast = forecast;
    this.sentence = sentence;
    treatment = new Treatment(0, policy.target().truePeakDbtp(), GainCurve.FLAT, -1);
    predictedLufs = forecast.of(treatment).integratedLufs();
    peakReductionDb = 0;
    rangeReductionLu = 0;
    measurable = false;
  }

  /** The plan for a track; {@code measured} and {@code envelope} come from the same signal. */
  public static GainPlan of(
      LoudnessSnapshot measured, LoudnessEnvelope envelope, NormalisationPolicy policy) {
    double peakDbtp = measured.truePeakDbtp().orElse(0);
    LimitingForecast forecast = new LimitingForecast(envelope, Decibels.toAmplitude(peakDbtp));
    if (measured.integratedLufs().isEmpty()) {
      return new GainPlan(policy, forecast, PlanSentence.unmeasurable(measured));
    }
    double integratedLufs = measured.integratedLufs().getAsDouble();
    GainSearch search = new GainSearch(forecast);
    RangePlan range =
        RangePlan.of(
            measured,
            envelope,
            policy,
            curve -> reach(search, integratedLufs, forecast.peakDbtp(curve), curve, policy));
    String sentence = PlanSentence.of(range, policy);
    return new GainPlan(policy, forecast, range, sentence);
  }

  private static Found reach(
      GainSearch search,
      double integratedLufs,
      double peakDbtp,
      GainCurve curve,
      NormalisationPolicy policy) {
    LoudnessTarget target = policy.target();
    double wantedDb = target.integratedLufs() - integratedLufs;
    double highestDb = target.truePeakDbtp() - peakDbtp + policy.allowedReductionDb();
    double heldDb = Math.min(Math.min(wantedDb, policy.maxGainDb()), highestDb);
    double makeUpDb = policy.peaks() == Peaks.HOLD_BACK ? 0 : MAKE_UP_AT_MOST_DB;
    Treatment start = new Treatment(heldDb, target.truePeakDbtp(), curve, -1);
    return search.reach(
        target.integratedLufs() - (wantedDb - heldDb),
        start,
        Math.min(policy.maxGainDb(), heldDb + makeUpDb));
  }

  /** The gain of the full-band signal. */
  public double gainDb() {
    return treatment.gainDb();
  }

  /** The most that limiting at the target's ceiling is predicted to take away; 0 if nothing. */
  public double peakReductionDb() {
    return peakReductionDb;
  }

  /** By how much the range is predicted to shrink where a curve is used; else 0. */
  public double rangeReductionLu() {
    return rangeReductionLu;
  }

  /** The slow gain to apply first; flat where the range stays. */
  public GainCurve curve() {
    return treatment.curve();
  }

  /** Whether one constant gain is all. */
  public boolean linear() {
    return curve().isFlat() && peakReductionDb == 0;
  }

  /** By how much the track stays below the target, where it does; empty for silence too. */
  public OptionalDouble shortfallLu() {
    double shortfall = policy.target().integratedLufs() - predictedLufs;
    return measurable && shortfall > UNSEEN_DB
        ? OptionalDouble.of(shortfall)
        : OptionalDouble.empty();
  }

  /**
   * The loudness that each rung is meant to have: the target, less the shortfall. Empty where
   * nothing can be measured.
   */
  public OptionalDouble aimLufs() {
    if (!measurable) {
      return OptionalDouble.empty();
    }
    double target = policy.target().integratedLufs();
    return OptionalDouble.of(target - shortfallLu().orElse(0));
  }

  /** What is done and why, for people: "raised by 4.2 dB; peaks limited by up to 2.8 dB". */
  public String sentence() {
    return sentence;
  }

  /** The same in figures and words alone. */
  public PlanSummary summary() {
    return new PlanSummary(
        gainDb(), peakReductionDb, rangeReductionLu, shortfallLu(), aimLufs(), linear(), sentence);
  }

  /**
   * What a rung is to be given so that it is predicted to be as loud as the plan says.
   *
   * @param bandwidthIndex which of the envelope's bandwidths its encoder has; −1 for all of it
   * @param ceilingDbtp of its limiter; a linear plan or one that holds back uses the target's
   *     instead
   * @param encoderLossLu what its encoder is known to take away beside its bandwidth
   */
  public RungPlan rung(int bandwidthIndex, double ceilingDbtp, double encoderLossLu) {
    double highest = policy.target().truePeakDbtp();
    boolean untouched = linear() || policy.peaks() == Peaks.HOLD_BACK;
    double ceiling = untouched ? highest : Math.min(ceilingDbtp, highest);
    Treatment start = new Treatment(gainDb(), ceiling, curve(), bandwidthIndex);
    return rungReaching(aimLufs().orElse(predictedLufs), start, -encoderLossLu);
  }

  private RungPlan rungReaching(double aimLufs, Treatment start, double offsetLu) {
    Found found =
        measurable
            ? new GainSearch(forecast).reach(aimLufs - offsetLu, start, mostDb(start.ceilingDbtp()))
            : new Found(start, forecast.of(start));
    Forecast result = found.forecast();
    return new RungPlan(
        found.gainDb(),
        start.ceilingDbtp(),
        result.integratedLufs() + offsetLu,
        result.peakReductionDb());
  }

  /** Under a ceiling lowered by 1 dB a dense track needs up to 2 dB more gain. */
  private double mostDb(double ceilingDbtp) {
    double highest = policy.target().truePeakDbtp();
    return policy.peaks() == Peaks.HOLD_BACK
        ? highest - forecast.peakDbtp(curve())
        : gainDb() + 2 * (highest - ceilingDbtp) + BAND_LOSS_AT_MOST_DB;
  }

  /**
   * A second attempt at a rung that was encoded, decoded and measured: the gain makes up for what
   * it missed, also for what further limiting will cost, and the ceiling sinks by what passed −0.3
   * dBTP. A plan that holds back sinks the gain instead.
   */
  public RungPlan corrected(RungPlan tried, double measuredLufs, double measuredTruePeakDbtp) {
    double sinkDb = Math.max(0, measuredTruePeakDbtp + OVERSHOOT_MARGIN_DB);
    boolean holdsBack = policy.peaks() == Peaks.HOLD_BACK;
    double ceiling =
        Math.min(policy.target().truePeakDbtp(), tried.ceilingDbtp() - (holdsBack ? 0 : sinkDb));
    Treatment before = new Treatment(tried.gainDb(), tried.ceilingDbtp(), curve(), -1);
    double offsetLu = measuredLufs - forecast.of(before).integratedLufs();
    Treatment start = new Treatment(tried.gainDb(), ceiling, curve(), -1);
    double aimLufs = aimLufs().orElse(measuredLufs) - (holdsBack ? sinkDb : 0);
    return rungReaching(aimLufs, start, offsetLu);
  }
}
