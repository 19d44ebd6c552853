package org.audioprocessor.loudness.plan;

import org.audioprocessor.loudness.plan.LimitingForecast.Forecast;
import org.audioprocessor.loudness.plan.LimitingForecast.Treatment;

/** Finds the gain with which a signal is predicted to reach a loudness after its limiter. */
final class GainSearch {
  private static final int ROUNDS = 16;
  private static final double CLOSE_ENOUGH_LU = 0.003;

  /** The maximum loss by the limiter that a step assumes. */
  private static final double LEAST_EFFECT = 0.15;

  /** With less the limiter takes what gain adds. */
  private static final double NO_EFFECT = 0.05;

  /** Up to here more gain is tried in any case: quiet passages begin to count late. */
  private static final double TRIED_IN_ANY_CASE_DB = 12;

  private final LimitingForecast forecast;

  GainSearch(LimitingForecast forecast) {
    this.forecast = forecast;
  }

  /**
   * A treatment and its predicted result.
   *
   * @param saturated whether more gain is predicted to have no effect
   */
  record Found(Treatment treatment, Forecast forecast, boolean saturated) {
    double gainDb() {
      return treatment.gainDb();
    }
  }

  /**
   * Starts from {@code start} and changes its gain, up to {@code mostDb}, until it meets the aim.
   */
  Found reach(double aimLufs, Treatment start, double mostDb) {
    Treatment tried = start.withGainDb(Math.min(start.gainDb(), mostDb));
    Forecast result = forecast.of(tried);
    double effect = 1;
    for (int round = 0; round < ROUNDS; round++) {
      double miss = aimLufs - result.integratedLufs();
      double gainDb = Math.min(mostDb, tried.gainDb() + miss / effect);
      double step = gainDb - tried.gainDb();
      if (Math.abs(miss) < CLOSE_ENOUGH_LU || Math.abs(step) < CLOSE_ENOUGH_LU) {
        break;
      }
      Treatment next = tried.withGainDb(gainDb);
      Forecast then = forecast.of(next);
      double found = (then.integratedLufs() - result.integratedLufs()) / step;
      if (gainDb > start.gainDb() + TRIED_IN_ANY_CASE_DB && step > 0 && found < NO_EFFECT) {
        return new Found(tried, result, true);
      }
      effect = Math.clamp(found, LEAST_EFFECT, 1.2);
      tried = next;
      result = then;
    }
    return new Found(tried, result, false);
  }
}
