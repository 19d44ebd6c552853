package org.audioprocessor.quality.peaq;

/**
 * The discrete Fourier transform of a fixed power of two, in place, without allocation. Immutable;
 * safe for use by many threads.
 */
public final class Fft {
  private final int size;
  private final int[] reversed;
  private final double[] cosines;
  private final double[] sines;

  /**
   * @param size complex points, a power of two, at least 4
   */
  public Fft(int size) {
    if (size < 4 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("The size must be a power of two from 4, not " + size);
    }
    this.size = size;
    reversed = new int[size];
    int shift = Integer.numberOfLeadingZeros(size) + 1;
    for (int i = 0; i < size; i++) {
      reversed[i] = Integer.reverse(i) >>> shift;
    }
    // In steps of half a bin, because realPower turns by half bins; as far as a third twiddle goes.
    cosines = new double[size * 3 / 2];
    sines = new double[size * 3 / 2];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = StrictMath.cos(Math.PI * i / size);
      sines[i] = -StrictMath.sin(Math.PI * i / size);
    }
  }

  /** X[k] = Σ x[n]·exp(−2πi·k·n / size); an inverse is the transform of the conjugate. */
  public void transform(double[] re, double[] im) {
    reorder(re, im);
    boolean powerOfFour = Integer.numberOfTrailingZeros(size) % 2 == 0;
    if (!powerOfFour) {
      pairs(re, im);
    }
    for (int quarter = powerOfFour ? 1 : 2; quarter < size; quarter *= 4) {
      for (int i = 0; i < quarter; i++) {
        fours(re, im, i, quarter);
      }
    }
  }

  private void reorder(double[] re, double[] im) {
    for (int i = 0; i < size; i++) {
      int j = reversed[i];
      if (j > i) {
        double r = re[i];
        re[i] = re[j];
        re[j] = r;
        double m = im[i];
        im[i] = im[j];
        im[j] = m;
      }
    }
  }

  /** A first stage of radix 2, whose twiddle factor is 1. */
  private void pairs(double[] re, double[] im) {
    for (int i = 0; i < size; i += 2) {
      double r = re[i + 1];
      double m = im[i + 1];
      re[i + 1] = re[i] - r;
      im[i + 1] = im[i] - m;
      re[i] += r;
      im[i] += m;
    }
  }

  /**
   * Two stages of radix 2 at once, for the butterflies that share the twiddle factors w, w² and w³
   * with w = exp(−2πi·first / (4·quarter)).
   */
  private void fours(double[] re, double[] im, int first, int quarter) {
    int turn = first * (size / (2 * quarter));
    double c1 = cosines[turn];
    double s1 = sines[turn];
    double c2 = cosines[2 * turn];
    double s2 = sines[2 * turn];
    double c3 = cosines[3 * turn];
    double s3 = sines[3 * turn];
    for (int a = first; a < size; a += 4 * quarter) {
      int b = a + quarter;
      int c = b + quarter;
      int d = c + quarter;
      double bRe = re[b] * c2 - im[b] * s2;
      double bIm = re[b] * s2 + im[b] * c2;
      double cRe = re[c] * c1 - im[c] * s1;
      double cIm = re[c] * s1 + im[c] * c1;
      double dRe = re[d] * c3 - im[d] * s3;
      double dIm = re[d] * s3 + im[d] * c3;
      double sumRe = re[a] + bRe;
      double sumIm = im[a] + bIm;
      double differenceRe = re[a] - bRe;
      double differenceIm = im[a] - bIm;
      re[a] = sumRe + (cRe + dRe);
      im[a] = sumIm + (cIm + dIm);
      re[c] = sumRe - (cRe + dRe);
      im[c] = sumIm - (cIm + dIm);
      re[b] = differenceRe + (cIm - dIm);
      im[b] = differenceIm - (cRe - dRe);
      re[d] = differenceRe - (cIm - dIm);
      im[d] = differenceIm + (cRe - dRe);
    }
  }

  /**
   * The power spectrum of 2·size real samples, whose even ones are {@code even} and whose odd ones
   * are {@code odd}; both are overwritten.
   *
   * @param power |X[k]|² for k = 0 … size
   */
  public void realPower(double[] even, double[] odd, double[] power) {
    transform(even, odd);
    power[0] = (even[0] + odd[0]) * (even[0] + odd[0]);
    power[size] = (even[0] - odd[0]) * (even[0] - odd[0]);
    for (int k = 1; k <= size / 2; k++) {
      int mirror = size - k;
      double evenRe = 0.5 * (even[k] + even[mirror]);
      double evenIm = 0.5 * (odd[k] - odd[mirror]);
      double oddRe = 0.5 * (odd[k] + odd[mirror]);
      double oddIm = 0.5 * (even[mirror] - even[k]);
      double turnedRe = oddRe * cosines[k] - oddIm * sines[k];
      double turnedIm = oddRe * sines[k] + oddIm * cosines[k];
      power[k] = square(evenRe + turnedRe) + square(evenIm + turnedIm);
      power[mirror] = square(evenRe - turnedRe) + square(evenIm - turnedIm);
    }
  }

  private static double square(double value) {
    return value * value;
  }
}
