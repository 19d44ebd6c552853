package org.audioprocessor.preview;

/** A passage of music to repeat, in seconds; at least 50 ms. */
public record Passage(double fromSeconds, double toSeconds) {
  private static final double SHORTEST_SECONDS = 0.05;

  /**
   * @throws IllegalArgumentException with a sentence for the user
   */
  public Passage {
    if (!(fromSeconds >= 0 && toSeconds - fromSeconds >= SHORTEST_SECONDS)) {
      throw new IllegalArgumentException(
          "A passage to repeat must begin in the track and last 0.05 s or more.");
    }
  }
}
