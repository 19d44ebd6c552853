package org.audioprocessor.loudness;

import java.util.ArrayList;
import java.util.List;

/**
 * Energy and peaks of a signal per hop of 10 ms, from which a plan predicts the effect of a gain.
 *
 * <p>24 bytes a hop with three bandwidths (9 MB an hour), grown in pieces of a minute without
 * copying. Written by one {@link EnvelopeRecorder}; read it after the last frame was fed.
 */
public final class LoudnessEnvelope {
  /** Peaks are kept for quarters of a hop: the limiter looks ahead by half a hop. */
  public static final int QUARTERS = 4;

  /** The last scale factor band begins at most this far below its end, at the usual rates. */
  private static final double LAST_BAND = 1.03;

  private static final int HOPS_PER_PIECE = 6000;
  private static final int FIXED_COLUMNS = 2;

  /** Quarter peaks are stored as attenuation below the hop's, in bytes of this many dB. */
  private static final double QUARTER_STEP_DB = 0.2;

  private static final float[] QUARTER_FACTORS = quarterFactors();

  private final double[] bandwidthsHz;
  private final int columns;
  private final List<float[]> pieces = new ArrayList<>();
  private final List<int[]> quarterPieces = new ArrayList<>();
  private int hops;

  public LoudnessEnvelope(double... bandwidthsHz) {
    this.bandwidthsHz = bandwidthsHz.clone();
    columns = FIXED_COLUMNS + bandwidthsHz.length;
  }

  private static float[] quarterFactors() {
    float[] factors = new float[256];
    for (int step = 0; step < factors.length; step++) {
      factors[step] = (float) Decibels.toAmplitude(-step * QUARTER_STEP_DB);
    }
    return factors;
  }

  /** One hop; {@code quarterPeaks} are its four quarters' sample peaks. */
  public void add(double meanSquare, float[] quarterPeaks, double... bandMeanSquares) {
    int row = hops % HOPS_PER_PIECE;
    if (row == 0) {
      pieces.add(new float[HOPS_PER_PIECE * columns]);
      quarterPieces.add(new int[HOPS_PER_PIECE]);
    }
    float peak = 0;
    for (float quarter : quarterPeaks) {
      peak = Math.max(peak, quarter);
    }
    float[] piece = pieces.getLast();
    piece[row * columns] = (float) meanSquare;
    piece[row * columns + 1] = peak;
    for (int band = 0; band < bandwidthsHz.length; band++) {
      piece[row * columns + FIXED_COLUMNS + band] = (float) bandMeanSquares[band];
    }
    quarterPieces.getLast()[row] = packed(quarterPeaks, peak);
    hops++;
  }

  private static int packed(float[] quarterPeaks, float peak) {
    int packed = 0;
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      double ratio = quarterPeaks[quarter] > 0 ? quarterPeaks[quarter] / (double) peak : 0;
      double steps = ratio > 0 ? -Decibels.ofAmplitude(ratio) / QUARTER_STEP_DB : 255;
      packed |= (int) Math.min(255, Math.floor(steps)) << (8 * quarter);
    }
    return packed;
  }

  /** Number of whole hops; hop k covers 10 ms from k × 10 ms on. */
  public int hops() {
    return hops;
  }

  /** Number of bandwidths recorded. */
  public int bands() {
    return bandwidthsHz.length;
  }

  /** The bandwidth of a band in Hz. */
  public double bandwidthHz(int band) {
    return bandwidthsHz[band];
  }

  /**
   * Where the sound of an encoder with this bandwidth ends: encoders keep the whole of the last
   * scale factor band.
   */
  public static double edgeHz(double bandwidthHz) {
    return bandwidthHz * LAST_BAND;
  }

  /** K-weighted mean square of a hop, summed over the channels. */
  public float weightedMeanSquare(int hop) {
    return pieces.get(hop / HOPS_PER_PIECE)[hop % HOPS_PER_PIECE * columns];
  }

  /** Largest sample magnitude of a hop in any channel. */
  public float samplePeak(int hop) {
    return pieces.get(hop / HOPS_PER_PIECE)[hop % HOPS_PER_PIECE * columns + 1];
  }

  /** As {@link #weightedMeanSquare}, of what remains below a band's bandwidth; −1 is everything. */
  public float bandMeanSquare(int band, int hop) {
    int column = band < 0 ? 0 : FIXED_COLUMNS + band;
    return pieces.get(hop / HOPS_PER_PIECE)[hop % HOPS_PER_PIECE * columns + column];
  }

  /** Sample peak of a quarter of a hop, rounded up by at most 0.2 dB. */
  public float quarterPeak(int hop, int quarter) {
    int packed = quarterPieces.get(hop / HOPS_PER_PIECE)[hop % HOPS_PER_PIECE];
    return samplePeak(hop) * QUARTER_FACTORS[(packed >>> (8 * quarter)) & 0xff];
  }
}
