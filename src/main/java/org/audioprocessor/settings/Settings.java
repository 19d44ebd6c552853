package org.audioprocessor.settings;

/**
 * All that the program does differently when told so.
 *
 * @param threads tracks worked on at once; 0: as many as keep this machine busy
 */
public record Settings(Target target, Output output, Prefixes prefixes, int threads) {

  /** How loud a track shall be (EBU R 128, EBU Tech 3342). */
  public record Target(double integratedLufs, double loudnessRangeLu, double truePeakDbtp) {}

  /** What the encoder aims at. */
  public enum Encoder {
    /** Sound. */
    BEST,
    /** Time. */
    QUICK
  }

  /** How a track is encoded and cut. */
  public record Output(Encoder encoder, double segmentSeconds) {}

  /** Where the bucket keeps what; each as it was given, with or without its last slash. */
  public record Prefixes(String raw, String processed, String failed) {}
}
