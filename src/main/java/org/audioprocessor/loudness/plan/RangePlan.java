package org.audioprocessor.loudness.plan;

import java.util.Locale;
import java.util.function.Function;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.plan.GainSearch.Found;

/**
 * The treatment of the loudness range, and its reason.
 *
 * @param found the gain for this curve
 */
record RangePlan(Decision decision, double measuredLu, Found found) {
  private static final double SHORTEST_SECONDS = 60;
  private static final int HALVINGS = 7;

  /** A smaller reduction does not justify a curve. */
  private static final double LEAST_GAIN_LU = 0.3;

  /** A curve further below the highest lift is limited by its slope. */
  private static final double SLOPE_BINDS_BELOW_DB = 0.9 * RangeCurve.MOST_LIFT_DB;

  /** The cases, each with its clause for the sentence. */
  enum Decision {
    WITHIN_TARGET(""),
    KEPT("; its range of %1$.1f LU is kept, as set"),
    TOO_SHORT("; its range of %1$.1f LU is kept, because it is shorter than a minute"),
    LIMITING_IS_ENOUGH("; limiting alone brings its range from %1$.1f to %2$.1f LU"),
    REDUCED("; range reduced from %1$.1f to %2$.1f LU"),
    LIFT_TOO_SMALL(
        "; range reduced only from %1$.1f to %2$.1f LU, because quiet passages are lifted by no"
            + " more than 6 dB"),
    TOO_QUICK(
        "; range reduced only from %1$.1f to %2$.1f LU, because loud and quiet passages follow each"
            + " other too quickly for a gain that moves by at most 2 dB a second"),
    NOTHING_TO_LIFT(
        "; range left at %2$.1f LU, because loud and quiet passages follow each other too quickly"
            + " for a gain that moves by at most 2 dB a second");

    private final String clause;

    Decision(String clause) {
      this.clause = clause;
    }
  }

  /** The clause for the sentence; may be empty. */
  String clause() {
    return String.format(Locale.ROOT, decision.clause, measuredLu, found.forecast().rangeLu());
  }

  GainCurve curve() {
    return found.treatment().curve();
  }

  /** The reduction of the range by a curve, limiting included; 0 without a curve. */
  double reductionLu() {
    return curve().isFlat() ? 0 : measuredLu - found.forecast().rangeLu();
  }

  /**
   * Chooses the weakest curve that is predicted to bring the range to its target.
   *
   * @param reach the gain for a curve
   */
  static RangePlan of(
      LoudnessSnapshot measured,
      LoudnessEnvelope envelope,
      NormalisationPolicy policy,
      Function<GainCurve, Found> reach) {
    double rangeLu = measured.loudnessRangeLu().orElse(0);
    Found plain = reach.apply(GainCurve.FLAT);
    double targetLu = policy.target().loudnessRangeLu();
    if (rangeLu <= targetLu) {
      return new RangePlan(Decision.WITHIN_TARGET, rangeLu, plain);
    }
    if (policy.range() == NormalisationPolicy.Range.KEEP) {
      return new RangePlan(Decision.KEPT, rangeLu, plain);
    }
    if (measured.seconds() < SHORTEST_SECONDS) {
      return new RangePlan(Decision.TOO_SHORT, rangeLu, plain);
    }
    if (plain.forecast().rangeLu() <= targetLu) {
      return new RangePlan(Decision.LIMITING_IS_ENOUGH, rangeLu, plain);
    }
    return reduced(rangeLu, targetLu, plain, new RangeCurve(envelope), reach);
  }

  private static RangePlan reduced(
      double rangeLu,
      double targetLu,
      Found plain,
      RangeCurve curve,
      Function<GainCurve, Found> reach) {
    double enough = RangeCurve.MOST_LIFT_DB;
    Found found = reach.apply(curve.lifting(enough));
    if (found.forecast().rangeLu() > targetLu) {
      boolean tooQuick = found.treatment().curve().maxGainDb() < SLOPE_BINDS_BELOW_DB;
      if (found.forecast().rangeLu() > plain.forecast().rangeLu() - LEAST_GAIN_LU) {
        return new RangePlan(Decision.NOTHING_TO_LIFT, rangeLu, plain);
      }
      return new RangePlan(tooQuick ? Decision.TOO_QUICK : Decision.LIFT_TOO_SMALL, rangeLu, found);
    }
    double tooLittle = 0;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (tooLittle + enough) / 2;
      Found tried = reach.apply(curve.lifting(middle));
      if (tried.forecast().rangeLu() <= targetLu) {
        enough = middle;
        found = tried;
      } else {
        tooLittle = middle;
      }
    }
    return new RangePlan(Decision.REDUCED, rangeLu, found);
  }
}
