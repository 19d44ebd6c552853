package org.audioprocessor.loudness;

/**
 * The target of the normalisation.
 *
 * @param integratedLufs −70 to 0
 * @param loudnessRangeLu 1 to 50; a range above it is reduced
 * @param truePeakDbtp −20 to 0; the ceiling at each encoder's input
 */
public record LoudnessTarget(double integratedLufs, double loudnessRangeLu, double truePeakDbtp) {
  /** The platform's target: −14 LUFS, 11 LU, −1.5 dBTP. */
  public static final LoudnessTarget DEFAULT = new LoudnessTarget(-14, 11, -1.5);

  public LoudnessTarget {
    requireWithin("The integrated loudness target", integratedLufs, -70, 0, "LUFS");
    requireWithin("The loudness range target", loudnessRangeLu, 1, 50, "LU");
    requireWithin("The true-peak ceiling", truePeakDbtp, -20, 0, "dBTP");
  }

  public static void requireWithin(
      String what, double value, int lowest, int highest, String unit) {
    if (!(value >= lowest && value <= highest)) {
      throw new IllegalArgumentException(
          what
              + " must be between "
              + lowest
              + " and "
              + highest
              + " "
              + unit
              + ", not "
              + value
              + ".");
    }
  }
}
