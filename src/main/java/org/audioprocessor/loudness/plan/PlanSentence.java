package org.audioprocessor.loudness.plan;

import java.util.Locale;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.plan.LimitingForecast.Forecast;
import org.audioprocessor.loudness.plan.NormalisationPolicy.Peaks;

/** Describes a plan and its reason in words and tenths of a decibel. */
final class PlanSentence {
  private static final double SHORTEST_SECONDS = 0.4;
  private static final double UNSEEN_DB = 0.05;

  private PlanSentence() {}

  static String unmeasurable(LoudnessSnapshot measured) {
    if (measured.seconds() < SHORTEST_SECONDS) {
      return "left as it is: shorter than 400 ms, too short to measure";
    }
    return measured.truePeakDbtp().isEmpty()
        ? "left as it is: the recording is silent"
        : "left as it is: the recording is below -70 LUFS throughout, which counts as silence";
  }

  static String of(RangePlan range, NormalisationPolicy policy) {
    Forecast result = range.found().forecast();
    double gainDb = range.found().gainDb();
    double shortfallLu = policy.target().integratedLufs() - result.integratedLufs();
    StringBuilder sentence = new StringBuilder(gain(gainDb));
    if (shortfallLu > UNSEEN_DB) {
      sentence.append(shortfall(gainDb, tenths(shortfallLu), policy));
    }
    if (result.peakReductionDb() > UNSEEN_DB / 2) {
      sentence.append("; peaks limited by up to ").append(tenths(result.peakReductionDb()));
      sentence.append(" dB");
    }
    return sentence.append(range.clause()).toString();
  }

  private static String gain(double gainDb) {
    if (Math.abs(gainDb) < UNSEEN_DB) {
      return "level unchanged";
    }
    return (gainDb > 0 ? "raised by " : "turned down ") + tenths(Math.abs(gainDb)) + " dB";
  }

  private static String shortfall(double gainDb, String lu, NormalisationPolicy policy) {
    if (gainDb > policy.maxGainDb() - UNSEEN_DB) {
      return ", still " + lu + " LU below the target: the recording is very quiet";
    }
    if (policy.peaks() == Peaks.HOLD_BACK) {
      return ", " + lu + " LU below the target: peaks are not limited, as set";
    }
    return ", " + lu + " LU below the target: its peaks stand too high for more";
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
