package org.audioprocessor.media;

import java.time.Duration;

/**
 * What a raw file may be and cost. Beyond it, it is refused with a sentence.
 *
 * @param bytes the largest file
 * @param duration the longest track
 * @param channels the most channels
 * @param sampleRates the rates that are accepted
 * @param streams the most streams of any kind in one container
 * @param effort what reading may cost
 */
public record MediaLimits(
    long bytes, Duration duration, int channels, Rates sampleRates, int streams, Effort effort) {

  /** 2 GiB, 6 h, 8 channels, 8–192 kHz, 8 streams. */
  public static final MediaLimits DEFAULT =
      new MediaLimits(
          2L << 30,
          Duration.ofHours(6),
          8,
          new Rates(8_000, 192_000),
          8,
          new Effort(5_000_000, Duration.ofSeconds(20), 0.05, Duration.ofSeconds(60)));

  /** Sample rates in Hz, both ends included. */
  public record Rates(int lowestHz, int highestHz) {}

  /**
   * What reading a file may cost.
   *
   * @param probeBytes how much is read to find out what a file is
   * @param cpu CPU time that any file may use
   * @param cpuPerSecond CPU seconds more for each second of sound decoded so far
   * @param stall how long one read may go without returning
   */
  public record Effort(int probeBytes, Duration cpu, double cpuPerSecond, Duration stall) {}

  public MediaLimits withBytes(long most) {
    return new MediaLimits(most, duration, channels, sampleRates, streams, effort);
  }

  public MediaLimits withDuration(Duration longest) {
    return new MediaLimits(bytes, longest, channels, sampleRates, streams, effort);
  }

  public MediaLimits withEffort(Effort most) {
    return new MediaLimits(bytes, duration, channels, sampleRates, streams, most);
  }
}
