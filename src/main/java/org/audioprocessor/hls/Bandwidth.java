package org.audioprocessor.hls;

import java.util.List;

/**
 * The bit rates of a rung, measured on its segments with the overhead of the transport stream (RFC
 * 8216, 4.3.4.2).
 *
 * @param peakBitsPerSecond the largest rate of any contiguous run of segments that lasts 0.5 to 1.5
 *     target durations; the rate of the whole track if there is no such run
 */
public record Bandwidth(long peakBitsPerSecond, long averageBitsPerSecond) {
  private static final double SHORTEST_RUN = 0.5;
  private static final double LONGEST_RUN = 1.5;

  /** One segment as it is sent. */
  public record Sent(long bytes, double seconds) {}

  /**
   * Measures a rung.
   *
   * @param segments in playing order, at least one that lasts longer than nothing
   * @param targetDuration whole seconds
   */
  public static Bandwidth measure(List<Sent> segments, int targetDuration) {
    double seconds = segments.stream().mapToDouble(Sent::seconds).sum();
    long bytes = segments.stream().mapToLong(Sent::bytes).sum();
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("A rate needs segments with a positive duration.");
    }
    double average = 8 * bytes / seconds;
    double peak = 0;
    for (int first = 0; first < segments.size(); first++) {
      peak = Math.max(peak, peakFrom(segments, first, targetDuration));
    }
    // at least the average: a last segment outside of all runs could raise it above their rates
    return new Bandwidth((long) Math.ceil(Math.max(peak, average)), (long) Math.ceil(average));
  }

  private static double peakFrom(List<Sent> segments, int first, int targetDuration) {
    double peak = 0;
    double seconds = 0;
    long bytes = 0;
    for (int last = first; last < segments.size(); last++) {
      seconds += segments.get(last).seconds();
      bytes += segments.get(last).bytes();
      if (seconds > LONGEST_RUN * targetDuration) {
        break;
      }
      if (seconds >= SHORTEST_RUN * targetDuration && seconds > 0) {
        peak = Math.max(peak, 8 * bytes / seconds);
      }
    }
    return peak;
  }
}
