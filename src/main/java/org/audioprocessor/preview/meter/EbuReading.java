package org.audioprocessor.preview.meter;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What an EBU-mode meter shows at one moment (EBU Tech 3341); what has no value yet is empty.
 *
 * @param running whether {@code integrated} is being measured, or paused
 * @param momentaryLufs of the last 400 ms, whether running or not
 * @param shortTermLufs of the last 3 s, whether running or not
 * @param truePeakDbtp of the last 100 ms, left and right
 * @param integrated what start, pause and reset act on
 * @param targetLufs where 0 LU lies
 */
public record EbuReading(
    boolean running,
    OptionalDouble momentaryLufs,
    OptionalDouble shortTermLufs,
    List<OptionalDouble> truePeakDbtp,
    Integrated integrated,
    double targetLufs) {

  /**
   * Since the last reset.
   *
   * @param loudnessRangeLu needs 3 s
   * @param rangeUnstable true in the first 60 s, when the range still moves with every passage
   * @param maxTruePeakDbtp left and right
   * @param seconds how much sound this is about
   */
  public record Integrated(
      OptionalDouble integratedLufs,
      OptionalDouble loudnessRangeLu,
      boolean rangeUnstable,
      OptionalDouble maxMomentaryLufs,
      OptionalDouble maxShortTermLufs,
      List<OptionalDouble> maxTruePeakDbtp,
      double seconds) {
    /** Nothing was heard yet. */
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

  /** A loudness in LU relative to the target. */
  public OptionalDouble relativeLu(OptionalDouble lufs) {
    return lufs.isPresent()
        ? OptionalDouble.of(lufs.getAsDouble() - targetLufs)
        : OptionalDouble.empty();
  }

  EbuReading withIntegrated(boolean nowRunning, Integrated since) {
    return new EbuReading(
        nowRunning, momentaryLufs, shortTermLufs, truePeakDbtp, since, targetLufs);
  }
}
