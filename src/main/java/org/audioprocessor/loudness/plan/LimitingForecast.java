package org.audioprocessor.loudness.plan;

import org.audioprocessor.loudness.Decibels;
import org.audioprocessor.loudness.GatedHistogram;
import org.audioprocessor.loudness.HopWindow;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.TruePeakLimiter;

/**
 * Predicts from an envelope how loud a signal is after gain, curve and {@link TruePeakLimiter}.
 *
 * <p>The limiter's gain is followed in steps of a quarter hop: requests, half a hop of look-ahead,
 * release, averaging. Energy is taken to lie half evenly in a hop, half where its peaks are.
 */
final class LimitingForecast {
  private static final double STEPS_PER_SECOND = 400;
  private static final double RELEASE_PER_STEP = 1 - Math.exp(-1 / (0.080 * STEPS_PER_SECOND));
  private static final int HOPS_PER_BLOCK = 10;
  private static final double INTEGRATED_GATE_LU = 10;
  private static final double NOTHING_LUFS = -70;

  private final LoudnessEnvelope envelope;
  private final double truePeakRatio;
  private final float[] requests;
  private final GatedHistogram blocks = new GatedHistogram();
  private final GatedHistogram shortTerms = new GatedHistogram();
  private final HopWindow window = new HopWindow();

  private double lowestRequest;
  private double older;
  private double old;
  private double released;

  /** The treatment of the signal; band −1 is the full bandwidth. */
  record Treatment(double gainDb, double ceilingDbtp, GainCurve curve, int band) {
    Treatment withGainDb(double newGainDb) {
      return new Treatment(newGainDb, ceilingDbtp, curve, band);
    }

    Treatment withCeilingDbtp(double newCeilingDbtp) {
      return new Treatment(gainDb, newCeilingDbtp, curve, band);
    }
  }

  /** The predicted result. */
  record Forecast(double integratedLufs, double rangeLu, double peakReductionDb) {}

  /**
   * A forecast for one signal.
   *
   * @param truePeak of the whole signal, as a magnitude
   */
  LimitingForecast(LoudnessEnvelope envelope, double truePeak) {
    this.envelope = envelope;
    float samplePeak = 0;
    for (int hop = 0; hop < envelope.hops(); hop++) {
      samplePeak = Math.max(samplePeak, envelope.samplePeak(hop));
    }
    truePeakRatio = samplePeak > 0 ? Math.max(1, truePeak / samplePeak) : 1;
    requests = new float[(envelope.hops() + 1) * LoudnessEnvelope.QUARTERS];
  }

  LoudnessEnvelope envelope() {
    return envelope;
  }

  /** The highest true peak after the curve alone. */
  double peakDbtp(GainCurve curve) {
    double peak = 0;
    for (int hop = 0; hop < envelope.hops(); hop++) {
      peak = Math.max(peak, envelope.samplePeak(hop) * curveGain(curve, hop));
    }
    return Decibels.ofAmplitude(peak * truePeakRatio);
  }

  private static double curveGain(GainCurve curve, int hop) {
    return curve.gainAt((hop + 0.5) / HopWindow.HOPS_PER_SECOND);
  }

  /** Scratch memory is shared: one caller at a time. */
  synchronized Forecast of(Treatment treatment) {
    double gain = Decibels.toAmplitude(treatment.gainDb());
    double aimDbtp = treatment.ceilingDbtp() - TruePeakLimiter.RESERVE_DB;
    request(gain, Decibels.toAmplitude(aimDbtp), treatment.curve());
    blocks.clear();
    shortTerms.clear();
    window.clear();
    older = 1;
    old = 1;
    released = 1;
    for (int hop = 0; hop < envelope.hops(); hop++) {
      double lift = gain * curveGain(treatment.curve(), hop);
      double meanSquare = envelope.bandMeanSquare(treatment.band(), hop);
      window.add(meanSquare * lift * lift * limiterPower(hop), 1);
      gather();
    }
    return new Forecast(
        blocks.gatedLufs(INTEGRATED_GATE_LU).orElse(NOTHING_LUFS),
        LoudnessMeter.rangeLu(shortTerms).orElse(0),
        Math.max(0, -Decibels.ofAmplitude(lowestRequest) - TruePeakLimiter.RESERVE_DB));
  }

  private void request(double gain, double ceiling, GainCurve curve) {
    lowestRequest = 1;
    for (int hop = 0; hop < envelope.hops(); hop++) {
      double lift = gain * truePeakRatio * curveGain(curve, hop);
      boolean idle = envelope.samplePeak(hop) * lift <= ceiling;
      for (int quarter = 0; quarter < LoudnessEnvelope.QUARTERS; quarter++) {
        double peak = idle ? 0 : envelope.quarterPeak(hop, quarter) * lift;
        double request = peak > ceiling ? ceiling / peak : 1;
        requests[hop * LoudnessEnvelope.QUARTERS + quarter] = (float) request;
        lowestRequest = Math.min(lowestRequest, request);
      }
    }
    for (int i = requests.length - LoudnessEnvelope.QUARTERS; i < requests.length; i++) {
      requests[i] = 1;
    }
  }

  /** The limiter's mean power gain over a hop. */
  private double limiterPower(int hop) {
    double plain = 0;
    double weighted = 0;
    double weights = 0;
    for (int quarter = 0; quarter < LoudnessEnvelope.QUARTERS; quarter++) {
      int step = hop * LoudnessEnvelope.QUARTERS + quarter;
      double lowest = Math.min(requests[step], Math.min(requests[step + 1], requests[step + 2]));
      double now = Math.min(lowest, released + (1 - released) * RELEASE_PER_STEP);
      double gain = (older + 2 * old + now) / 4;
      older = old;
      old = now;
      released = now;
      double peak = envelope.quarterPeak(hop, quarter);
      plain += gain * gain;
      weighted += peak * peak * gain * gain;
      weights += peak * peak;
    }
    double even = plain / LoudnessEnvelope.QUARTERS;
    return weights > 0 ? (even + weighted / weights) / 2 : even;
  }

  private void gather() {
    if (window.hops() % HOPS_PER_BLOCK != 0 || window.hops() < HopWindow.MOMENTARY_HOPS) {
      return;
    }
    blocks.add(window.momentary());
    if (window.hops() >= HopWindow.SHORT_TERM_HOPS) {
      shortTerms.add(window.shortTerm());
    }
  }
}
