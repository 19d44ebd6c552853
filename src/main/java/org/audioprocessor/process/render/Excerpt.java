package org.audioprocessor.process.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.audioprocessor.loudness.LoudnessEnvelope;

/**
 * A stretch of a track that is compared with its source while the track is made. It lies on whole
 * seconds, which are whole frames at every sample rate.
 */
public record Excerpt(int startSecond, int seconds) {
  private static final int SECONDS = 10;
  private static final int HOPS_PER_SECOND = 100;

  /** 50 dB below full scale: what rises below it is not music. */
  private static final double FLOOR = 1e-5;

  int endSecond() {
    return startSecond + seconds;
  }

  /**
   * Ten seconds each from the start, where the track is loudest and where its level rises most
   * often; they do not overlap. Fewer of a track that is shorter than half a minute, none of one
   * that is shorter than a second.
   */
  public static List<Excerpt> of(LoudnessEnvelope envelope) {
    int seconds = envelope.hops() / HOPS_PER_SECOND;
    List<Excerpt> chosen = new ArrayList<>();
    if (seconds > 0) {
      chosen.add(new Excerpt(0, Math.min(SECONDS, seconds)));
      addBest(chosen, seconds, second -> energy(envelope, second));
      addBest(chosen, seconds, second -> rises(envelope, second));
    }
    return List.copyOf(chosen);
  }

  private static void addBest(List<Excerpt> chosen, int seconds, IntToDoubleFunction figure) {
    double[] sums = new double[seconds + 1];
    for (int second = 0; second < seconds; second++) {
      sums[second + 1] = sums[second] + figure.applyAsDouble(second);
    }
    int best = -1;
    for (int start = SECONDS; start + SECONDS <= seconds; start++) {
      Excerpt excerpt = new Excerpt(start, SECONDS);
      boolean free = chosen.stream().noneMatch(excerpt::overlaps);
      if (free && (best < 0 || gain(sums, start) > gain(sums, best))) {
        best = start;
      }
    }
    if (best >= 0) {
      chosen.add(new Excerpt(best, SECONDS));
    }
  }

  private static double gain(double[] sums, int start) {
    return sums[start + SECONDS] - sums[start];
  }

  private boolean overlaps(Excerpt other) {
    return startSecond < other.endSecond() && other.startSecond < endSecond();
  }

  private static double energy(LoudnessEnvelope envelope, int second) {
    double sum = 0;
    for (int hop = second * HOPS_PER_SECOND; hop < (second + 1) * HOPS_PER_SECOND; hop++) {
      sum += envelope.weightedMeanSquare(hop);
    }
    return sum;
  }

  /** How far the level rises from hop to hop, all rises together; in dB, but for a factor. */
  private static double rises(LoudnessEnvelope envelope, int second) {
    double sum = 0;
    for (int hop = second * HOPS_PER_SECOND; hop < (second + 1) * HOPS_PER_SECOND; hop++) {
      double before = envelope.weightedMeanSquare(Math.max(0, hop - 1)) + FLOOR;
      double now = envelope.weightedMeanSquare(hop) + FLOOR;
      sum += Math.max(0, Math.log(now / before));
    }
    return sum;
  }
}
