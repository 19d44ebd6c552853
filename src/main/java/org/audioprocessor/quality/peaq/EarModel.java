package org.audioprocessor.quality.peaq;

import static org.audioprocessor.quality.peaq.CriticalBands.BINS;
import static org.audioprocessor.quality.peaq.CriticalBands.COUNT;
import static org.audioprocessor.quality.peaq.CriticalBands.FRAME;
import static org.audioprocessor.quality.peaq.CriticalBands.HOP;

/**
 * The FFT-based ear model (clause 2.1) of one channel of one signal. It takes frames of 2 048
 * samples at 48 kHz, each 1 024 after the one before, and holds what is known of the last.
 *
 * <p>A sine of full scale is taken to be heard at 92 dB SPL, the level for material of unknown
 * playback level (clause 2.1.3). Not safe for use by two threads.
 */
final class EarModel {
  private static final double FULL_SCALE_DB = 92;

  /** Largest share of a sine's amplitude that a bin misses, for 1 019.5 Hz (Kabal, 2.4). */
  private static final double SCALLOPING = 0.84971762641205;

  /** The energy below which a frame is no evidence of harmonic structure (clause 5.2.4.3). */
  private static final double ENERGY_THRESHOLD = 8_000 / (32_768.0 * 32_768.0);

  private static final Fft FFT = new Fft(FRAME / 2);
  private static final double[] WINDOW = new double[FRAME];
  private static final double[] EAR = new double[BINS];
  private static final double[] SMOOTHING = CriticalBands.smoothing(0.030);

  static {
    double peak = SCALLOPING * (FRAME - 1) / 4;
    double scale = StrictMath.pow(10, FULL_SCALE_DB / 20) / peak;
    for (int i = 0; i < FRAME; i++) {
      WINDOW[i] = scale * 0.5 * (1 - StrictMath.cos(2 * Math.PI * i / (FRAME - 1)));
    }
    for (int bin = 0; bin < BINS; bin++) {
      EAR[bin] = outerAndMiddleEar((double) bin * CriticalBands.SAMPLE_RATE / FRAME);
    }
  }

  private final Spreading spreading = new Spreading();
  private final double[] even = new double[FRAME / 2];
  private final double[] odd = new double[FRAME / 2];
  private final double[] bands = new double[COUNT];
  private final double[] smoothed = new double[COUNT];

  /** |F[k]|² (equation 6), as a power relative to 0 dB SPL. */
  final double[] power = new double[BINS];

  /** The same behind the outer and the middle ear. */
  final double[] weighted = new double[BINS];

  /** E_2: spread over frequency. */
  final double[] unsmeared = new double[COUNT];

  /** E: spread over frequency and time. */
  final double[] excitation = new double[COUNT];

  /** Whether the newer half of the frame reaches the energy threshold. */
  boolean energetic;

  /** The weight on power (equation 7): threshold in quiet, the ear canal's resonance. */
  private static double outerAndMiddleEar(double hertz) {
    double khz = hertz / 1_000;
    double decibels =
        -0.6 * 3.64 * CriticalBands.khzToMinus08(hertz)
            + 6.5 * StrictMath.exp(-0.6 * (khz - 3.3) * (khz - 3.3))
            - 1e-3 * StrictMath.pow(khz, 3.6);
    return StrictMath.pow(10, decibels / 10);
  }

  /** Takes the next frame, {@link CriticalBands#FRAME} finite samples. */
  void frame(float[] samples) {
    for (int i = 0; i < FRAME / 2; i++) {
      even[i] = WINDOW[2 * i] * samples[2 * i];
      odd[i] = WINDOW[2 * i + 1] * samples[2 * i + 1];
    }
    FFT.realPower(even, odd, power);
    for (int bin = 0; bin < BINS; bin++) {
      weighted[bin] = power[bin] * EAR[bin];
    }
    CriticalBands.group(weighted, bands);
    for (int band = 0; band < COUNT; band++) {
      bands[band] += CriticalBands.INTERNAL_NOISE[band];
    }
    spreading.spread(bands, unsmeared);
    smear();
    energetic = newerHalfEnergy(samples) >= ENERGY_THRESHOLD;
  }

  /** Forward masking (clause 2.1.8). The filters start from 0 before the first frame. */
  private void smear() {
    for (int band = 0; band < COUNT; band++) {
      double a = SMOOTHING[band];
      smoothed[band] = a * smoothed[band] + (1 - a) * unsmeared[band];
      excitation[band] = Math.max(smoothed[band], unsmeared[band]);
    }
  }

  private static double newerHalfEnergy(float[] samples) {
    double energy = 0;
    for (int i = HOP; i < FRAME; i++) {
      energy += (double) samples[i] * samples[i];
    }
    return energy;
  }
}
