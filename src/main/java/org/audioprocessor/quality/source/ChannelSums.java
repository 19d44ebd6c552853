package org.audioprocessor.quality.source;

import java.util.List;
import java.util.Locale;

/** Sums over the whole file: offsets, and what the two channels of a stereo file have in common. */
final class ChannelSums {
  private static final double LOWEST_POWER = 1e-12;
  private static final double HIGHEST_DB = 120;

  private final double[] sums;
  private double left;
  private double right;
  private double product;
  private double difference;
  private double sum;

  ChannelSums(int channels) {
    sums = new double[channels];
  }

  void feed(float[][] planes, int from, int count) {
    for (int channel = 0; channel < sums.length; channel++) {
      double total = 0;
      for (int i = from; i < from + count; i++) {
        total += planes[channel][i];
      }
      sums[channel] += total;
    }
    if (sums.length == 2) {
      stereo(planes[0], planes[1], from, count);
    }
  }

  private void stereo(float[] leftPlane, float[] rightPlane, int from, int count) {
    for (int i = from; i < from + count; i++) {
      double l = leftPlane[i];
      double r = rightPlane[i];
      left += l * l;
      right += r * r;
      product += l * r;
      difference += (l - r) * (l - r);
      sum += (l + r) * (l + r);
    }
  }

  void finish(List<SourceFinding> findings, long frames) {
    double offset = 0;
    for (double channel : sums) {
      offset = Math.max(offset, Math.abs(channel) / frames);
    }
    findings.add(
        new SourceFinding(
            FaultKind.DC_OFFSET,
            0,
            offset,
            String.format(
                Locale.ROOT, "The sound has a constant offset of %.1f %%", 100 * offset)));
    if (sums.length == 2 && Math.max(left, right) / frames > LOWEST_POWER) {
      relation(findings);
    }
  }

  private void relation(List<SourceFinding> findings) {
    double apart = decibels(Math.max(left, right), Math.min(left, right));
    String quieter = left < right ? "left" : "right";
    findings.add(
        new SourceFinding(
            FaultKind.DEAD_CHANNEL,
            0,
            apart,
            String.format(Locale.ROOT, "The %s channel is %.0f dB quieter", quieter, apart)));
    double correlation = left * right > 0 ? product / Math.sqrt(left * right) : 0;
    findings.add(
        new SourceFinding(
            FaultKind.OPPOSITE_PHASE,
            0,
            -correlation,
            String.format(
                Locale.ROOT,
                "Left and right have opposite phase (correlation %.2f): in mono the sound fades",
                correlation)));
    findings.add(
        new SourceFinding(
            FaultKind.DUAL_MONO, 0, decibels(sum, difference), "Left and right are the same"));
  }

  private static double decibels(double larger, double smaller) {
    return larger <= 0
        ? 0
        : Math.min(HIGHEST_DB, 10 * Math.log10(larger / Math.max(smaller, 1e-30)));
  }
}
