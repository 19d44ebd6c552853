package org.audioprocessor.quality.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Levels of every 10 ms: silence at the head, inside and at the tail, and an end at full level. */
final class HopLevels {
  private static final double HOP_SECONDS = 0.01;

  /** −70 dBFS: quieter than the noise of any recording that is meant to be heard. */
  private static final float SILENCE = 3.16e-4f;

  private static final int END_HOPS = 2;
  private static final double LOUD_SHARE = 0.9;

  private final int hopFrames;
  private float[] peaks = new float[6_000];
  private float[] powers = new float[6_000];
  private int hops;
  private float peak;
  private double power;
  private double sum;
  private int frames;

  HopLevels(int sampleRate) {
    hopFrames = (int) Math.round(sampleRate * HOP_SECONDS);
  }

  /** One frame: the largest magnitude in any channel, and the mean of the channels. */
  void frame(float magnitude, float mean) {
    peak = Math.max(peak, magnitude);
    power += mean * mean;
    sum += mean;
    if (++frames == hopFrames) {
      end();
    }
  }

  private void end() {
    if (hops == peaks.length) {
      peaks = Arrays.copyOf(peaks, 2 * hops);
      powers = Arrays.copyOf(powers, 2 * hops);
    }
    peaks[hops] = peak;
    powers[hops++] = (float) (power / frames - sum / frames * (sum / frames)); // offsets removed
    sum = 0;
    peak = 0;
    power = 0;
    frames = 0;
  }

  void finish(List<SourceFinding> findings) {
    int lastFrames = frames;
    if (frames > 0) {
      end();
    }
    int first = 0;
    while (first < hops && peaks[first] < SILENCE) {
      first++;
    }
    int end = hops;
    while (end > first && peaks[end - 1] < SILENCE) {
      end--;
    }
    silence(findings, FaultKind.SILENCE_HEAD, 0, first, "The file begins with %.1f s of silence");
    if (first < hops) {
      silence(findings, FaultKind.SILENCE_TAIL, end, hops, "The file ends with %.1f s of silence");
    }
    inside(findings, first, end);
    cutOff(findings, end, lastFrames);
  }

  private void inside(List<SourceFinding> findings, int first, int end) {
    int longest = 0;
    int longestStart = 0;
    int start = first;
    for (int hop = first; hop < end; hop++) {
      if (peaks[hop] >= SILENCE) {
        start = hop + 1;
      } else if (hop + 1 - start > longest) {
        longest = hop + 1 - start;
        longestStart = start;
      }
    }
    silence(
        findings,
        FaultKind.SILENCE_INSIDE,
        longestStart,
        longestStart + longest,
        "The sound stops for %.1f s");
  }

  private static void silence(
      List<SourceFinding> findings, FaultKind kind, int from, int to, String words) {
    double seconds = (to - from) * HOP_SECONDS;
    if (seconds > 0) {
      findings.add(
          new SourceFinding(
              kind, from * HOP_SECONDS, seconds, String.format(Locale.ROOT, words, seconds)));
    }
  }

  /** A track that fades or rings out has no loud sound at its very end. */
  private void cutOff(List<SourceFinding> findings, int end, int lastFrames) {
    int last = lastFrames > 0 && lastFrames < hopFrames / 2 ? hops - 1 : hops;
    if (end < last - 1 || end < 4 * END_HOPS) {
      return;
    }
    float[] sorted = Arrays.copyOf(powers, hops);
    Arrays.sort(sorted);
    double loud = sorted[(int) (LOUD_SHARE * (hops - 1))];
    if (loud < SILENCE * SILENCE) {
      return;
    }
    double atEnd = 0;
    for (int hop = last - END_HOPS; hop < last; hop++) {
      atEnd += powers[hop] / END_HOPS;
    }
    double level = 10 * Math.log10(Math.max(atEnd, 1e-12) / Math.max(loud, 1e-12));
    findings.add(
        new SourceFinding(
            FaultKind.CUT_OFF,
            last * HOP_SECONDS,
            level,
            "The sound ends without a fade, as if it were cut off"));
  }
}
