package org.audioprocessor.loudness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A few milliseconds far above everything else, as damage leaves them: one wrong frame of an MP3
 * decodes to some 20 ms of noise.
 *
 * @param firstHop of 10 ms
 * @param endHop the hop after the last one
 * @param gain that brings its peak down to the highest peak of the rest
 */
public record Burst(int firstHop, int endHop, float gain) {
  /** With more of them the file is not damaged in places, or it is made of clicks. */
  private static final int MOST = 8;

  private static final int LONGEST_HOPS = 6;

  /** Damage ends within a frame; a drum rings for longer. */
  private static final int FADE_HOPS = 3;

  /** 12 dB above the rest; 6 dB where the decoder reported damage. */
  private static final float FAR_ABOVE = 4;

  private static final float ABOVE_BESIDE_DAMAGE = 2;

  /** The ramps at both ends, in hops. */
  private static final int MARGIN_HOPS = 1;

  /** Finds the bursts of a signal, in their order. */
  public static List<Burst> in(LoudnessEnvelope envelope, boolean decoderReportedDamage) {
    float factor = decoderReportedDamage ? ABOVE_BESIDE_DAMAGE : FAR_ABOVE;
    BitSet taken = new BitSet();
    List<int[]> found = new ArrayList<>();
    while (true) {
      int top = highest(envelope, taken);
      if (top < 0 || envelope.samplePeak(top) == 0) {
        break;
      }
      int first = top;
      int end = top + 1;
      float peak = envelope.samplePeak(top);
      // the stretch around the peak that is not 12 dB below it
      while (first > 0 && top - first <= LONGEST_HOPS && loud(envelope, first - 1, peak, factor)) {
        first--;
      }
      while (end < envelope.hops()
          && end - top <= LONGEST_HOPS
          && loud(envelope, end, peak, factor)) {
        end++;
      }
      if (end - first > LONGEST_HOPS || found.size() == MOST) {
        break;
      }
      found.add(new int[] {first, end});
      taken.set(Math.max(0, first - FADE_HOPS), end + FADE_HOPS);
    }
    return isolated(envelope, found, factor);
  }

  private static boolean loud(LoudnessEnvelope envelope, int hop, float peak, float factor) {
    return envelope.samplePeak(hop) * factor > peak;
  }

  private static int highest(LoudnessEnvelope envelope, BitSet taken) {
    int top = -1;
    for (int hop = 0; hop < envelope.hops(); hop++) {
      if (!taken.get(hop) && (top < 0 || envelope.samplePeak(hop) > envelope.samplePeak(top))) {
        top = hop;
      }
    }
    return top;
  }

  /** The candidates that stand above the highest peak of the rest, the largest set of them. */
  private static List<Burst> isolated(
      LoudnessEnvelope envelope, List<int[]> candidates, float factor) {
    for (int count = candidates.size(); count > 0; count--) {
      BitSet taken = new BitSet();
      float lowest = Float.MAX_VALUE;
      for (int[] one : candidates.subList(0, count)) {
        taken.set(Math.max(0, one[0] - FADE_HOPS), one[1] + FADE_HOPS);
        lowest = Math.min(lowest, peak(envelope, one));
      }
      int top = highest(envelope, taken);
      float rest = top < 0 ? 0 : envelope.samplePeak(top);
      if (rest > 0 && lowest >= factor * rest) {
        return candidates.subList(0, count).stream()
            .map(one -> new Burst(one[0], one[1], rest / peak(envelope, one)))
            .sorted((a, b) -> Integer.compare(a.firstHop, b.firstHop))
            .toList();
      }
    }
    return List.of();
  }

  private static float peak(LoudnessEnvelope envelope, int[] range) {
    float peak = 0;
    for (int hop = range[0]; hop < range[1]; hop++) {
      peak = Math.max(peak, envelope.samplePeak(hop));
    }
    return peak;
  }

  /** When it begins, in seconds. */
  public double seconds() {
    return firstHop / (double) HopWindow.HOPS_PER_SECOND;
  }

  public double durationSeconds() {
    return (endHop - firstHop) / (double) HopWindow.HOPS_PER_SECOND;
  }

  /** How far it stands above the rest. */
  public double heightDb() {
    return -Decibels.ofAmplitude(gain);
  }

  /** Lowers what a block has of it, with a ramp of 10 ms on both sides. */
  public void lower(float[][] stereo, int frames, long firstFrame, int sampleRate) {
    long from = HopWindow.startOf(firstHop, sampleRate);
    long to = HopWindow.startOf(endHop, sampleRate);
    long ramp = HopWindow.startOf(MARGIN_HOPS, sampleRate);
    long start = Math.max(firstFrame, from - ramp);
    long end = Math.min(firstFrame + frames, to + ramp);
    for (long frame = start; frame < end; frame++) {
      long outside = Math.max(0, Math.max(from - frame, frame - to + 1));
      float share = Math.min(1, outside / (float) ramp);
      float factor = gain + (1 - gain) * share;
      for (float[] samples : stereo) {
        samples[(int) (frame - firstFrame)] *= factor;
      }
    }
  }
}
