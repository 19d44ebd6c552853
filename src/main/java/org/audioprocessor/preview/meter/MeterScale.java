package org.audioprocessor.preview.meter;

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
