package org.audioprocessor.media;

import java.time.Duration;

/**
 * The limits for raw files. A file beyond them is rejected with a message.
 *
 * @param bytes the largest file
 * @param duration the longest track
 * @param channels the most channels
 * @param sampleRates the rates that are accepted
 * @param streams the most streams of any kind in one container
 * @param effort limits for the cost of reading
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
   * The limits for the cost of reading a file.
   *
   * @param probeBytes bytes that are read to recognise the format
   * @param cpu CPU time that any file may use
   * @param cpuPerSecond additional CPU seconds for each second of decoded audio
   * @param stall maximum duration of one read
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
