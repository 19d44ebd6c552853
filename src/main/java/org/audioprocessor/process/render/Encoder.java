package org.audioprocessor.process.render;

import java.util.List;
import java.util.Set;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.AacSettings.Tool;
import org.audioprocessor.media.encode.coder.AacEncoders;

/**
 * The coder of the AAC encoder, and the headroom for its peaks. Decision record 0043 has the
 * figures behind both.
 */
public enum Encoder {
  /** The two-loop coder in every rung. */
  BEST(AacSettings.Coder.TWOLOOP),
  /** The fast coder in every rung, at about half the CPU time. */
  QUICK(AacSettings.Coder.FAST),
  /** Fraunhofer's FDK AAC. */
  FDK(AacSettings.Coder.FDK),
  /** FAAC. */
  FAAC(AacSettings.Coder.FAAC),
  /** In each rung the best measured one of those that are installed. */
  AUTO(AacSettings.Coder.TWOLOOP);

  private static final double MOST_HZ = 20_000;

  private static final int LOW_BIT_RATE = 64_000;
  private static final int VERY_LOW_BIT_RATE = 48_000;

  /** Peak reduction above which the two-loop coder raises peaks too far at low bit rates. */
  private static final double TOO_LIMITED_DB = 15;

  /** Factor by which the two-loop coder raises its bit budget (aaccoder_twoloop.h). */
  private static final double TWOLOOP_TOOLS = 1.15;

  /** Where the low-pass lies if the source ends first: its last scale factor band stays whole. */
  private static final double BEYOND_SOURCE = 1.04;

  private final AacSettings.Coder coder;

  Encoder(AacSettings.Coder coder) {
    this.coder = coder;
  }

  /** The coder of a rung; decision record 0041 has the figures of those that a system may have. */
  private AacSettings.Coder coder(Rung rung) {
    if (this != AUTO) {
      return coder;
    }
    List<AacSettings.Coder> best =
        rung.bitRate() > LOW_BIT_RATE
            ? List.of(AacSettings.Coder.FDK, AacSettings.Coder.FAAC)
            : List.of(AacSettings.Coder.FAAC, AacSettings.Coder.FDK);
    return best.stream().filter(AacEncoders.measured()::contains).findFirst().orElse(coder);
  }

  /**
   * Selects the coder for a rung by its predicted peak reduction: the fast one for a low rung with
   * so much limiting that the two-loop coder would miss the target.
   */
  public Encoder forReduction(Rung rung, double peakReductionDb) {
    boolean tooLimited = rung.bitRate() <= LOW_BIT_RATE && peakReductionDb > TOO_LIMITED_DB;
    return tooLimited && coder(rung) == AacSettings.Coder.TWOLOOP ? QUICK : this;
  }

  /**
   * The encoder's settings for a rung.
   *
   * @param sourceRate of the raw file, Hz: above half of it there is nothing to encode, and bits
   *     that FFmpeg's encoder would spend there are missing below
   */
  public AacSettings settings(Rung rung, int sourceRate) {
    AacSettings.Coder chosen = coder(rung);
    double highest = BEYOND_SOURCE * sourceRate / 2;
    return switch (chosen) {
      case FAST, TWOLOOP -> {
        double own = ofFfmpeg(rung, chosen == AacSettings.Coder.FAST ? 1 : TWOLOOP_TOOLS);
        int cutoff = highest < own ? (int) highest : 0;
        Set<Tool> without = chosen == AacSettings.Coder.FAST ? Set.of() : withoutTools(rung);
        yield new AacSettings(rung.sampleRate(), rung.bitRate(), chosen, cutoff, without);
      }
      case FDK, FAAC -> new AacSettings(rung.sampleRate(), rung.bitRate(), chosen, 0);
    };
  }

  /** Tools that cost the two-loop coder more than they give. */
  private static Set<Tool> withoutTools(Rung rung) {
    return rung.bitRate() > LOW_BIT_RATE
        ? Set.of(Tool.NOISE_SHAPING, Tool.NOISE_SUBSTITUTION)
        : Set.of(Tool.NOISE_SHAPING);
  }

  /**
   * Distance of the limiter's ceiling below the target's true peak. Encoding raises peaks; with
   * this headroom at most one rendition in ten exceeds 0 dBTP and is encoded again.
   */
  public double peakReserveDb(Rung rung) {
    return switch (coder(rung)) {
      case FAST -> rung.bitRate() > VERY_LOW_BIT_RATE ? 1.0 : 0.8;
      case TWOLOOP -> rung.bitRate() > LOW_BIT_RATE ? 1.0 : 2.0;
      case FDK, FAAC -> rung.bitRate() > LOW_BIT_RATE ? 0.3 : 1.0;
    };
  }

  /** The median loss of loudness by encoding, without the loss by the encoder's bandwidth. */
  public double lossLu(Rung rung) {
    return switch (coder(rung)) {
      case FAST -> rung.bitRate() <= LOW_BIT_RATE ? 0.1 : 0.05;
      case TWOLOOP, FDK, FAAC -> rung.bitRate() <= LOW_BIT_RATE ? 0.02 : 0.05;
    };
  }

  /**
   * The highest frequency that the encoder keeps at this bit rate, in Hz. What is stated for the
   * system's encoders above 64 kb/s is an upper limit.
   */
  public double bandwidthHz(Rung rung) {
    return switch (coder(rung)) {
      case FAST -> ofFfmpeg(rung, 1);
      case TWOLOOP -> ofFfmpeg(rung, TWOLOOP_TOOLS);
      case FDK -> ofSystem(rung, 9_700, 13_100);
      case FAAC -> ofSystem(rung, 11_500, 15_100);
    };
  }

  private static double ofSystem(Rung rung, double veryLowHz, double lowHz) {
    if (rung.bitRate() > LOW_BIT_RATE) {
      return MOST_HZ;
    }
    return rung.bitRate() > VERY_LOW_BIT_RATE ? lowHz : veryLowHz;
  }

  /** AAC_CUTOFF_FROM_BITRATE (libavcodec/psymodel.h). */
  private static double ofFfmpeg(Rung rung, double tools) {
    double perChannel = rung.bitRate() / 2.0 * tools;
    double low = Math.max(perChannel / 5, perChannel * 15 / 32 - 5500);
    double high = Math.min(3000 + perChannel / 4, 12_000 + perChannel / 16);
    return Math.min(Math.min(low, high), rung.sampleRate() / 2.0);
  }
}
