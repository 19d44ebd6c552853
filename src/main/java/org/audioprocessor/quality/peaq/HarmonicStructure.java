package org.audioprocessor.quality.peaq;

import java.util.OptionalDouble;

/**
 * EHS of one channel (clause 4.8): the strongest period in the spectrum of the error, as the peak
 * of the transform of its autocorrelation over 256 lags.
 *
 * <p>The mean is taken out of the correlation before the window, as Kabal proposes; the window is
 * the standard's, not centred on lag 0.
 */
public final class HarmonicStructure {
  private static final int LAGS = 256;
  private static final int BINS = 2 * LAGS;
  private static final Fft ALL_BINS = new Fft(BINS);
  private static final Fft HALF_THE_LAGS = new Fft(LAGS / 2);
  private static final double[] WINDOW = new double[LAGS];

  static {
    for (int lag = 0; lag < LAGS; lag++) {
      double hann = 1 - StrictMath.cos(2 * Math.PI * lag / (LAGS - 1));
      WINDOW[lag] = StrictMath.sqrt(2 / 3.0) * hann / LAGS;
    }
  }

  private final double[] logRatios = new double[BINS];
  private final double[] re = new double[BINS];
  private final double[] im = new double[BINS];
  private final double[] correlation = new double[LAGS];
  private final double[] even = new double[LAGS / 2];
  private final double[] odd = new double[LAGS / 2];
  private final double[] spectrum = new double[LAGS / 2 + 1];
  private final BoundedMean peaks = new BoundedMean();

  /** Takes the weighted power spectra of a frame that reaches the energy threshold. */
  void frame(double[] reference, double[] test) {
    peaks.add(structured(reference, test) ? 1_000 * highestPeak() : 0, 1);
  }

  /** False for equal spectra, and where one has no power at all: an error without structure. */
  private boolean structured(double[] reference, double[] test) {
    double energy = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double before = reference[bin];
      double after = test[bin];
      logRatios[bin] = before == after ? 0 : Math.log(after / before);
      energy += bin < LAGS ? logRatios[bin] * logRatios[bin] : 0;
    }
    return energy > 0 && energy < Double.POSITIVE_INFINITY;
  }

  private double highestPeak() {
    correlate();
    normalise();
    for (int i = 0; i < LAGS / 2; i++) {
      even[i] = correlation[2 * i];
      odd[i] = correlation[2 * i + 1];
    }
    HALF_THE_LAGS.realPower(even, odd, spectrum);
    double highest = 0;
    for (int k = 1; k <= LAGS / 2; k++) {
      if (spectrum[k] > spectrum[k - 1]) {
        highest = Math.max(highest, spectrum[k]);
      }
    }
    return highest;
  }

  /**
   * C[l] = Σ D[k]·D[k + l] for k = 0 … 255, as a product of spectra: the one transform carries all
   * 512 values in its real part and the first 256 in its imaginary part.
   */
  private void correlate() {
    for (int k = 0; k < BINS; k++) {
      re[k] = logRatios[k];
      im[k] = k < LAGS ? logRatios[k] : 0;
    }
    ALL_BINS.transform(re, im);
    for (int k = 0; k <= BINS / 2; k++) {
      int mirror = (BINS - k) % BINS;
      double allRe = 0.5 * (re[k] + re[mirror]);
      double allIm = 0.5 * (im[k] - im[mirror]);
      double headRe = 0.5 * (im[k] + im[mirror]);
      double headIm = 0.5 * (re[mirror] - re[k]);
      double productRe = allRe * headRe + allIm * headIm;
      double productIm = allIm * headRe - allRe * headIm;
      // Stored as its conjugate, whose transform is the inverse, times the size.
      re[k] = productRe;
      im[k] = -productIm;
      re[mirror] = productRe;
      im[mirror] = productIm;
    }
    ALL_BINS.transform(re, im);
    for (int lag = 0; lag < LAGS; lag++) {
      correlation[lag] = re[lag] / BINS;
    }
  }

  /** Divides by the lengths of the two vectors, takes the mean out and applies the window. */
  private void normalise() {
    double head = correlation[0];
    double shifted = head;
    double sum = 0;
    for (int lag = 0; lag < LAGS; lag++) {
      correlation[lag] = shifted > 0 ? correlation[lag] / Math.sqrt(head * shifted) : 0;
      sum += correlation[lag];
      double entering = logRatios[lag + LAGS];
      shifted += entering * entering - logRatios[lag] * logRatios[lag];
    }
    for (int lag = 0; lag < LAGS; lag++) {
      correlation[lag] = (correlation[lag] - sum / LAGS) * WINDOW[lag];
    }
  }

  void mark() {
    peaks.mark();
  }

  public OptionalDouble mean() {
    return peaks.value();
  }
}
