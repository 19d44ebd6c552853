package org.audioprocessor.loudness.plan;

import java.util.Map;
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
import org.audioprocessor.loudness.plan.RungPlan.Limit;

/**
 * The processing that brings a track to its target, and the reason in a sentence.
 *
 * <p>Order of the work on samples: {@link #curve()}, a rung's gain, a {@link TruePeakLimiter} at
 * the rung's ceiling. Immutable; safe for any thread.
 */
public final class GainPlan {
  /** Not visible in figures that are rounded to tenths. */
  private static final double UNSEEN_DB = 0.05;

  /** A rung that is quieter than this beside the whole has what filters leak. */
  private static final double LEAKAGE_LU = 40;

  /**
   * Limiting reduces loudness, and additional gain compensates for it. The maximum of limiting is
   * compared with the gain without this compensation, so that a track either reaches its target or
   * stays below it.
   */
  private static final double MAKE_UP_AT_MOST_DB = 9;

  /** The intended distance of a corrected rung below 0 dBTP. */
  private static final double OVERSHOOT_MARGIN_DB = 0.3;

  private final NormalisationPolicy policy;
  private final LimitingForecast forecast;
  private final Treatment treatment;
  private final double predictedLufs;
  private final double peakReductionDb;
  private final double rangeReductionLu;
  private final boolean measurable;
  private final double measuredLufs;
  private final String sentence;

  /** By the index of their rung; empty for ordinary music. */
  private final Map<Integer, RungSignal> rungSignals;

  private GainPlan(
      NormalisationPolicy policy,
      LimitingForecast forecast,
      RangePlan range,
      double measuredLufs,
      Map<Integer, RungSignal> rungSignals) {
    this.measuredLufs = measuredLufs;
    this.rungSignals = Map.copyOf(rungSignals);
    this.policy = policy;
    this.forecast = forecast;
    this.sentence = PlanSentence.of(range, policy);
    Forecast result = range.found().forecast();
    treatment = range.found().treatment();
    predictedLufs = result.integratedLufs();
    peakReductionDb = result.peakReductionDb() > UNSEEN_DB / 2 ? result.peakReductionDb() : 0;
    rangeReductionLu = range.reductionLu();
    measurable = true;
  }

  /** The plan that changes nothing. */
  private GainPlan(NormalisationPolicy policy, LimitingForecast forecast, String sentence) {
    this.policy = policy;
    this.forecast = forecast;
    this.sentence = sentence;
    measuredLufs = Double.NEGATIVE_INFINITY;
    rungSignals = Map.of();
    treatment = new Treatment(0, policy.target().truePeakDbtp(), GainCurve.FLAT, -1);
    predictedLufs = forecast.of(treatment).integratedLufs();
    peakReductionDb = 0;
    rangeReductionLu = 0;
    measurable = false;
  }

  /** The plan for a track; {@code measured} and {@code envelope} come from the same signal. */
  public static GainPlan of(
      LoudnessSnapshot measured, LoudnessEnvelope envelope, NormalisationPolicy policy) {
    return of(measured, envelope, Map.of(), policy);
  }

  /**
   * The plan for a track some of whose rungs were measured by themselves.
   *
   * @param rungSignals by the index of the rung's bandwidth in the envelope
   */
  public static GainPlan of(
      LoudnessSnapshot measured,
      LoudnessEnvelope envelope,
      Map<Integer, RungSignal> rungSignals,
      NormalisationPolicy policy) {
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
    return new GainPlan(policy, forecast, range, integratedLufs, rungSignals);
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

  /** The predicted maximum reduction of limiting at the target's ceiling; 0 if none. */
  public double peakReductionDb() {
    return peakReductionDb;
  }

  /** The predicted reduction of the range by a curve; 0 without a curve. */
  public double rangeReductionLu() {
    return rangeReductionLu;
  }

  /** The slow gain to apply first; flat if the range is kept. */
  public GainCurve curve() {
    return treatment.curve();
  }

  /** Returns whether the plan is one constant gain. */
  public boolean linear() {
    return curve().isFlat() && peakReductionDb == 0;
  }

  /** How far the track stays below the target; empty if it does not, and for silence. */
  public OptionalDouble shortfallLu() {
    double shortfall = policy.target().integratedLufs() - predictedLufs;
    return measurable && shortfall > UNSEEN_DB
        ? OptionalDouble.of(shortfall)
        : OptionalDouble.empty();
  }

  /**
   * The intended loudness of each rung: the target less the shortfall. Empty if the track cannot be
   * measured.
   */
  public OptionalDouble aimLufs() {
    if (!measurable) {
      return OptionalDouble.empty();
    }
    double target = policy.target().integratedLufs();
    return OptionalDouble.of(target - shortfallLu().orElse(0));
  }

  /** The processing and its reason: "raised by 4.2 dB; peaks limited by up to 2.8 dB". */
  public String sentence() {
    return sentence;
  }

  /** The summary in figures and words. */
  public PlanSummary summary() {
    return new PlanSummary(
        gainDb(), peakReductionDb, rangeReductionLu, shortfallLu(), aimLufs(), linear(), sentence);
  }

  /**
   * Returns the plan of a rung that is predicted to have the plan's loudness.
   *
   * @param bandwidthIndex index of its encoder's bandwidth in the envelope; −1 for the full band
   * @param ceilingDbtp of its limiter; a linear plan, or one that stays below the target, uses the
   *     target's ceiling instead
   * @param encoderLossLu the known loss of its encoder in addition to its bandwidth
   */
  public RungPlan rung(int bandwidthIndex, double ceilingDbtp, double encoderLossLu) {
    double highest = policy.target().truePeakDbtp();
    boolean untouched = linear() || policy.peaks() == Peaks.HOLD_BACK;
    double ceiling = untouched ? highest : Math.min(ceilingDbtp, highest);
    RungSignal own = rungSignals.get(bandwidthIndex);
    if (own == null) {
      Treatment start = new Treatment(gainDb(), ceiling, curve(), bandwidthIndex);
      return rungReaching(forecast, aimLufs().orElse(predictedLufs), start, -encoderLossLu);
    }
    LimitingForecast ownForecast = own.forecast();
    Treatment start = new Treatment(gainDb(), ceiling, curve(), -1);
    RungPlan plan =
        carriesNothing(own)
            ? unchanged(ownForecast, start)
            : rungReaching(ownForecast, aimLufs().orElse(predictedLufs), start, -encoderLossLu);
    return plan.below(own.edgeHz());
  }

  private boolean carriesNothing(RungSignal own) {
    return own.loudness().integratedLufs().isEmpty()
        || own.loudness().integratedLufs().getAsDouble() < measuredLufs - LEAKAGE_LU;
  }

  /** The plan's own gain, where more would amplify what filters leak. */
  private static RungPlan unchanged(LimitingForecast rung, Treatment start) {
    Forecast rest = rung.of(start);
    return new RungPlan(
        start.gainDb(),
        start.ceilingDbtp(),
        rest.integratedLufs(),
        rest.peakReductionDb(),
        Double.MAX_VALUE,
        Limit.CARRIES_NOTHING);
  }

  private RungPlan rungReaching(
      LimitingForecast rung, double aimLufs, Treatment start, double offsetLu) {
    Found found =
        measurable
            ? new GainSearch(rung).reach(aimLufs - offsetLu, start, mostDb(rung))
            : new Found(start, rung.of(start), false);
    Forecast result = found.forecast();
    return new RungPlan(
        found.gainDb(),
        start.ceilingDbtp(),
        result.integratedLufs() + offsetLu,
        result.peakReductionDb(),
        Double.MAX_VALUE,
        found.saturated() ? Limit.PEAKS : Limit.NONE);
  }

  /** A rung has what gain it needs; without a limiter its peaks are the end. */
  private double mostDb(LimitingForecast rung) {
    return policy.peaks() == Peaks.HOLD_BACK
        ? policy.target().truePeakDbtp() - rung.peakDbtp(curve())
        : Double.MAX_VALUE;
  }

  /**
   * Returns the plan for the next try of a rung that was encoded, decoded and measured. The gain
   * compensates for the missed loudness and for the loss by further limiting; the ceiling is
   * lowered by the amount above −0.3 dBTP. A plan that stays below the target lowers the gain
   * instead.
   */
  public RungPlan corrected(
      RungPlan tried, int bandwidthIndex, double measuredLufs, double measuredTruePeakDbtp) {
    double sinkDb = Math.max(0, measuredTruePeakDbtp + OVERSHOOT_MARGIN_DB);
    boolean holdsBack = policy.peaks() == Peaks.HOLD_BACK;
    double ceiling =
        Math.min(policy.target().truePeakDbtp(), tried.ceilingDbtp() - (holdsBack ? 0 : sinkDb));
    RungSignal own = rungSignals.get(bandwidthIndex);
    LimitingForecast rung = own == null ? forecast : own.forecast();
    int band = own == null ? bandwidthIndex : -1;
    Treatment before = new Treatment(tried.gainDb(), tried.ceilingDbtp(), curve(), band);
    double offsetLu = measuredLufs - rung.of(before).integratedLufs();
    Treatment start = before.withCeilingDbtp(ceiling);
    double aimLufs = aimLufs().orElse(measuredLufs) - (holdsBack ? sinkDb : 0);
    return rungReaching(rung, aimLufs, start, offsetLu).below(tried.bandHz());
  }
}
