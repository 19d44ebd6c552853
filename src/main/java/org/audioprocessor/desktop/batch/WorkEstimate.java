package org.audioprocessor.desktop.batch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Estimates processing times from track lengths in seconds of music. The effort of a track is its
 * length plus a constant overhead. Not thread-safe: guarded by its tally.
 */
final class WorkEstimate {
  /** The overhead of fetching, starting a decoder and publishing, in seconds of music. */
  private static final double EFFORT_OF_EVERY_TRACK = 4;

  private static final int MOST_LENGTHS = 50_000;

  private final Map<String, Double> lengths = new HashMap<>();
  private double doneEffort;
  private double publishedEffort;
  private int published;
  private double toComeEffort;
  private int toComeOfUnknownLength;
  private double secondsPerEffort = Double.NaN;
  private double meanEffort = Double.NaN;

  /** Begins a new batch; keeps the lengths and the speed of the last one. */
  void begin() {
    doneEffort = 0;
    publishedEffort = 0;
    published = 0;
    expectNothing();
  }

  void expectNothing() {
    toComeEffort = 0;
    toComeOfUnknownLength = 0;
  }

  /** Adds track lengths, in seconds of music by upload id. */
  void addLengths(Map<String, Double> more) {
    if (lengths.size() + more.size() > MOST_LENGTHS) {
      lengths.clear();
    }
    lengths.putAll(more);
  }

  void expect(String uploadId) {
    Double length = lengths.get(uploadId);
    toComeEffort += length == null ? 0 : effort(length);
    toComeOfUnknownLength += length == null ? 1 : 0;
  }

  /** Adds a number of uploads, of which only the sample is known by id. */
  void expect(int uploads, Collection<String> sample) {
    Optional<Double> mean = meanOf(sample);
    toComeEffort += mean.map(each -> each * uploads).orElse(0.0);
    toComeOfUnknownLength += mean.isPresent() ? 0 : uploads;
  }

  /** Removes an upload that is running now or was excluded. */
  void remove(String uploadId) {
    Double length = lengths.get(uploadId);
    if (length == null && toComeOfUnknownLength > 0) {
      toComeOfUnknownLength--;
    } else {
      toComeEffort = Math.max(0, toComeEffort - effortOf(uploadId));
    }
  }

  void failed() {
    doneEffort += EFFORT_OF_EVERY_TRACK;
  }

  void published(String uploadId, double seconds) {
    addLengths(Map.of(uploadId, seconds));
    doneEffort += effort(seconds);
    publishedEffort += effort(seconds);
    published++;
  }

  /**
   * Estimates the remaining time at the speed up to now.
   *
   * @param runningParts progress of each running upload, 0 to 1
   */
  Duration left(double workedSeconds, Map<String, Double> runningParts) {
    double begun = doneEffort;
    double rest = toComeEffort;
    meanEffort = published > 0 ? publishedEffort / published : EFFORT_OF_EVERY_TRACK;
    for (Map.Entry<String, Double> running : runningParts.entrySet()) {
      double effort = effortOf(running.getKey());
      begun += effort * running.getValue();
      rest += effort * (1 - running.getValue());
    }
    rest += toComeOfUnknownLength * meanEffort;
    secondsPerEffort = workedSeconds / begun;
    return inSeconds(rest * secondsPerEffort);
  }

  /**
   * Estimates the duration at the speed of the last batch; empty before the first one.
   *
   * @param sample the ids that are known
   */
  Optional<Duration> estimate(long uploads, Collection<String> sample) {
    if (Double.isNaN(secondsPerEffort)) {
      return Optional.empty();
    }
    double each = meanOf(sample).orElse(meanEffort);
    return Optional.of(inSeconds(uploads * each * secondsPerEffort));
  }

  private Optional<Double> meanOf(Collection<String> sample) {
    double[] efforts =
        sample.stream().filter(lengths::containsKey).mapToDouble(this::effortOf).toArray();
    double sum = 0;
    for (double effort : efforts) {
      sum += effort;
    }
    return efforts.length == 0 ? Optional.empty() : Optional.of(sum / efforts.length);
  }

  private double effortOf(String uploadId) {
    Double length = lengths.get(uploadId);
    if (length != null) {
      return effort(length);
    }
    return Double.isNaN(meanEffort) ? EFFORT_OF_EVERY_TRACK : meanEffort;
  }

  private static double effort(double seconds) {
    return seconds + EFFORT_OF_EVERY_TRACK;
  }

  private static Duration inSeconds(double seconds) {
    return Duration.ofSeconds(Math.max(0, Math.round(seconds)));
  }
}
