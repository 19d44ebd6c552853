package org.audioprocessor.loudness;

import java.util.Locale;
import org.audioprocessor.loudness.LimitingForecast.Forecast;
import org.audioprocessor.loudness.NormalisationPolicy.Peaks;

/** Says what a plan does and why, in words and tenths of a decibel. */
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
      sentence.append(shortfall(gainDb, shortfallLu, policy));
    }
    if (result.peakReductionDb() > UNSEEN_DB / 2) {
      sentence.append(say("; peaks limited by up to %.1f dB", result.peakReductionDb()));
    }
    return sentence.append(range.clause()).toString();
  }

  private static String gain(double gainDb) {
    if (Math.abs(gainDb) < UNSEEN_DB) {
      return "level unchanged";
    }
    return say(gainDb > 0 ? "raised by %.1f dB" : "lowered by %.1f dB", Math.abs(gainDb));
  }

  private static String shortfall(double gainDb, double shortfallLu, NormalisationPolicy policy) {
    if (gainDb > policy.maxGainDb() - UNSEEN_DB) {
      return say(", still %.1f LU below the target: the recording is very quiet", shortfallLu);
    }
    if (policy.peaks() == Peaks.HOLD_BACK) {
      return say(", %.1f LU below the target: peaks are not limited, as set", shortfallLu);
    }
    return say(
        ", %.1f LU below the target: more would limit peaks by over %.1f dB",
        shortfallLu, policy.limitAtMostDb());
  }

  private static String say(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
