package org.audioprocessor.quality;

/** The discrete Fourier transform of a fixed power of two, in place, without allocation. */
final class Fft {
  private final int size;
  private final int[] reversed;
  private final double[] cosines;
  private final double[] sines;

  /**
   * @param size complex points, a power of two, at least 4
   */
  Fft(int size) {
    if (size < 4 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("The size must be a power of two from 4, not " + size);
    }
    this.size = size;
    reversed = new int[size];
    int shift = Integer.numberOfLeadingZeros(size) + 1;
    for (int i = 0; i < size; i++) {
      reversed[i] = Integer.reverse(i) >>> shift;
    }
    // Half a turn in steps of half a bin, because realPower turns by half bins.
    cosines = new double[size];
    sines = new double[size];
    for (int i = 0; i < size; i++) {
      cosines[i] = StrictMath.cos(Math.PI * i / size);
      sines[i] = -StrictMath.sin(Math.PI * i / size);
    }
  }

  /** X[k] = Σ x[n]·exp(−2πi·k·n / size); an inverse is the transform of the conjugate. */
  void transform(double[] re, double[] im) {
    reorder(re, im);
    pairs(re, im);
    for (int half = 2; half < size; half <<= 1) {
      int step = size / half;
      for (int start = 0; start < size; start += 2 * half) {
        for (int i = 0; i < half; i++) {
          butterfly(re, im, start + i, start + i + half, i * step);
        }
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

  /** The first stage, whose twiddle factor is 1. */
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

  private void butterfly(double[] re, double[] im, int a, int b, int twiddle) {
    double c = cosines[twiddle];
    double s = sines[twiddle];
    double r = re[b] * c - im[b] * s;
    double m = re[b] * s + im[b] * c;
    re[b] = re[a] - r;
    im[b] = im[a] - m;
    re[a] += r;
    im[a] += m;
  }

  /**
   * The power spectrum of 2·size real samples, whose even ones are {@code even} and whose odd ones
   * are {@code odd}; both are overwritten.
   *
   * @param power |X[k]|² for k = 0 … size
   */
  void realPower(double[] even, double[] odd, double[] power) {
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
