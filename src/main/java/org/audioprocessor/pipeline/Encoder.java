package org.audioprocessor.pipeline;

import org.audioprocessor.hls.Rung;
import org.audioprocessor.media.AacSettings;

/**
 * How hard the AAC encoder tries, and how much room its peaks get. The figures behind both are in
 * decision record 0004.
 */
public enum Encoder {
  /** The best measured coder for each rung. */
  BEST,
  /** The fast coder throughout. */
  QUICK;

  private static final double LOSSLESS_FROM_HZ = 12_000;
  private static final int LOW_BIT_RATE = 64_000;
  private static final int VERY_LOW_BIT_RATE = 48_000;

  /** What the encoder of a rung is set to. */
  AacSettings settings(Rung rung) {
    return new AacSettings(rung.sampleRate(), rung.bitRate(), coder(rung), 0);
  }

  private AacSettings.Coder coder(Rung rung) {
    return this == QUICK || rung.bitRate() <= LOW_BIT_RATE
        ? AacSettings.Coder.FAST
        : AacSettings.Coder.TWOLOOP;
  }

  /**
   * How far below the target's true peak a limited rung is held, since encoding raises peaks: so
   * far that fewer than one rendition in ten passes 0 dBTP and has to be encoded again.
   */
  double peakReserveDb(Rung rung) {
    return rung.bitRate() > VERY_LOW_BIT_RATE ? 1.0 : 0.8;
  }

  /** What the encoder takes away beside its bandwidth, as a median. */
  double lossLu(Rung rung) {
    return rung.bitRate() <= LOW_BIT_RATE ? 0.1 : 0.05;
  }

  /**
   * The highest frequency that the encoder keeps at this bit rate, in Hz (FFmpeg's
   * AAC_CUTOFF_FROM_BITRATE, libavcodec/psymodel.h); all of them where nothing is to be heard of
   * the rest.
   */
  static double bandwidthHz(Rung rung) {
    double perChannel = rung.bitRate() / 2.0;
    double low = Math.max(perChannel / 5, perChannel * 15 / 32 - 5500);
    double bandwidth = Math.min(Math.min(low, 3000 + perChannel / 4), rung.sampleRate() / 2.0);
    return bandwidth > LOSSLESS_FROM_HZ ? Double.MAX_VALUE : bandwidth;
  }
}
