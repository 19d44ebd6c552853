package org.audioprocessor.preview.meter;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A reading of an EBU-mode meter (EBU Tech 3341); figures without a value are empty.
 *
 * @param running false while {@code integrated} is paused
 * @param momentaryLufs of the last 400 ms, also while paused
 * @param shortTermLufs of the last 3 s, also while paused
 * @param truePeakDbtp of the last 100 ms, left and right
 * @param integrated figures that start, pause and reset apply to
 * @param targetLufs 0 LU
 */
public record EbuReading(
    boolean running,
    OptionalDouble momentaryLufs,
    OptionalDouble shortTermLufs,
    List<OptionalDouble> truePeakDbtp,
    Integrated integrated,
    double targetLufs) {

  /**
   * Figures since the last reset.
   *
   * @param loudnessRangeLu needs 3 s
   * @param rangeUnstable true in the first 60 s, while the range is not stable
   * @param maxTruePeakDbtp left and right
   * @param seconds of measured sound
   */
  public record Integrated(
      OptionalDouble integratedLufs,
      OptionalDouble loudnessRangeLu,
      boolean rangeUnstable,
      OptionalDouble maxMomentaryLufs,
      OptionalDouble maxShortTermLufs,
      List<OptionalDouble> maxTruePeakDbtp,
      double seconds) {
    /** A reading without sound. */
    public static final Integrated NONE =
        new Integrated(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            true,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            noPeaks(),
            0);

    public Integrated {
      maxTruePeakDbtp = List.copyOf(maxTruePeakDbtp);
    }
  }

  public EbuReading {
    truePeakDbtp = List.copyOf(truePeakDbtp);
  }

  static EbuReading none(double targetLufs) {
    OptionalDouble none = OptionalDouble.empty();
    return new EbuReading(true, none, none, noPeaks(), Integrated.NONE, targetLufs);
  }

  private static List<OptionalDouble> noPeaks() {
    return Collections.nCopies(2, OptionalDouble.empty());
  }

  /** Converts a loudness to LU relative to the target. */
  public OptionalDouble relativeLu(OptionalDouble lufs) {
    return lufs.isPresent()
        ? OptionalDouble.of(lufs.getAsDouble() - targetLufs)
        : OptionalDouble.empty();
  }

  EbuReading withIntegrated(boolean nowRunning, Integrated since) {
    return new EbuReading(
        nowRunning, momentaryLufs, shortTermLufs, truePeakDbtp, since, targetLufs);
  }

  /** The two scales of EBU Tech 3341, where 0 LU is the target. */
  public enum MeterScale {
    EBU_9(-18, 9),
    EBU_18(-36, 18);

    private final double lowestLu;
    private final double highestLu;

    MeterScale(double lowestLu, double highestLu) {
      this.lowestLu = lowestLu;
      this.highestLu = highestLu;
    }

    public double lowestLu() {
      return lowestLu;
    }

    public double highestLu() {
      return highestLu;
    }

    /** Position of a value between the lowest (0) and the highest (1), clamped. */
    public double share(double lu) {
      return Math.clamp((lu - lowestLu) / (highestLu - lowestLu), 0, 1);
    }
  }
}
