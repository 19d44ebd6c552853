package org.audioprocessor.settings;

/** All that the program does differently when told so. */
public record Settings(
    Target target, Output output, Prefixes prefixes, Connection connection, Operation operation) {

  /** How loud a track shall be (EBU R 128, EBU Tech 3342). */
  public record Target(double integratedLufs, double loudnessRangeLu, double truePeakDbtp) {}

  /** What the encoder aims at. */
  public enum Encoder {
    /** Sound. */
    BEST,
    /** Time. */
    QUICK
  }

  /** Which tracks get figures of quality while they are processed. */
  public enum Quality {
    /** Those that the window processes. */
    WINDOW,
    ALWAYS,
    NEVER
  }

  /** How a track is encoded and cut, and whether its sound is compared with the source. */
  public record Output(Encoder encoder, double segmentSeconds, Quality quality) {}

  /**
   * Where the bucket keeps what; each as it was given, with or without its last slash.
   *
   * @param folders file names may have folders before them
   */
  public record Prefixes(String raw, String processed, String failed, boolean folders) {
    public Prefixes(String raw, String processed, String failed) {
      this(raw, processed, failed, false);
    }
  }

  /** Where untrusted files are decoded. */
  public enum Isolation {
    /** In a process of its own, whose end harms one track only. */
    CHILD,
    /** In the program's own process. */
    IN_PROCESS
  }

  public enum LogFormat {
    TEXT,
    /** One JSON object a line. */
    JSON
  }

  /**
   * Where a worker answers whoever watches it.
   *
   * @param port 0: nowhere
   */
  public record HealthPort(String address, int port) {}

  /**
   * What a worker takes of its database, and how patient it is.
   *
   * @param connections to the platform's database
   * @param lostClaims an upload fails when so many workers running died with it
   */
  public record Pace(int connections, int pollSeconds, int leaseSeconds, int lostClaims) {}

  /**
   * How the program runs.
   *
   * @param threads tracks worked on at once; 0: as many as keep this machine busy
   */
  public record Operation(
      int threads, Pace pace, Isolation isolation, HealthPort health, LogFormat logFormat) {}

  /** Tracks worked on at once; 0: as many as keep this machine busy. */
  public int threads() {
    return operation.threads();
  }
}
