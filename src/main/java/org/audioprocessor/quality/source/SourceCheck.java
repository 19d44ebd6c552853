package org.audioprocessor.quality.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Looks for faults in the decoded samples of a raw file, in one pass. For one thread.
 *
 * <p>Memory: 8 bytes for each 10 ms and 0.8 MB of excerpts.
 */
public final class SourceCheck {
  /** Codecs are told apart by what they do above 4 kHz. */
  private static final int LOWEST_RATE = 32_000;

  /** From this strength on a codec's trace is certain. */
  static final double CERTAIN = 7;

  private final Format format;
  private final HopLevels levels;
  private final ChannelSums sums;
  private final Interruptions interruptions;
  private final Excerpts excerpts = new Excerpts();
  private final UsedBits bits = new UsedBits();
  private final ClippedRuns[] clipped;
  private long frames;

  /**
   * The format of the file.
   *
   * @param sampleRate in Hz
   * @param lossless whether its codec keeps all samples, such as PCM or FLAC
   * @param integerBits bits of each sample of a lossless integer format; 0 for others
   */
  public record Format(int sampleRate, int channels, boolean lossless, int integerBits) {}

  public SourceCheck(Format format) {
    this.format = format;
    levels = new HopLevels(format.sampleRate());
    sums = new ChannelSums(format.channels());
    interruptions = new Interruptions(format.sampleRate());
    clipped = new ClippedRuns[format.channels()];
    Arrays.setAll(clipped, channel -> new ClippedRuns());
  }

  /** Takes the next samples, one plane for each channel, ±1.0 is full scale. */
  public void feed(float[][] planes, int from, int count) {
    sums.feed(planes, from, count);
    for (int channel = 0; channel < clipped.length; channel++) {
      bits.feed(planes[channel], from, count);
      for (int i = from; i < from + count; i++) {
        clipped[channel].sample(planes[channel][i], frames + i - from);
      }
    }
    for (int i = from; i < from + count; i++) {
      float sum = 0;
      float magnitude = 0;
      for (float[] plane : planes) {
        sum += plane[i];
        magnitude = Math.max(magnitude, Math.abs(plane[i]));
      }
      float mean = magnitude > 0 && sum == 0 ? planes[0][i] : sum / planes.length;
      levels.frame(magnitude, mean);
      interruptions.frame(mean, magnitude);
      excerpts.sample(mean);
    }
    frames += count;
  }

  /** The findings of the whole file, in the order of their kinds; the rules judge them. */
  public List<SourceFinding> finish() {
    List<SourceFinding> findings = new ArrayList<>();
    if (frames == 0) {
      return findings;
    }
    levels.finish(findings);
    sums.finish(findings, frames);
    interruptions.finish(findings);
    bits.finish(findings, format.integerBits());
    addClipping(findings);
    addSpectral(findings);
    findings.sort(
        Comparator.comparing(SourceFinding::kind).thenComparingDouble(SourceFinding::seconds));
    return findings;
  }

  private void addClipping(List<SourceFinding> findings) {
    ClippedRuns worst = clipped[0];
    for (ClippedRuns channel : clipped) {
      worst = channel.clipped() > worst.clipped() ? channel : worst;
    }
    if (worst.clipped() > 0) {
      double percent = 100.0 * worst.clipped() / frames;
      findings.add(
          new SourceFinding(
              FaultKind.CLIPPING,
              (double) worst.firstFrame() / format.sampleRate(),
              percent,
              String.format(
                  Locale.ROOT,
                  "%d samples are clipped at %.1f dBFS (%.3f %%)",
                  worst.clipped(),
                  20 * Math.log10(worst.level()),
                  percent)));
    }
  }

  private void addSpectral(List<SourceFinding> findings) {
    // what a lossy file leaves out is no secret
    if (format.sampleRate() < LOWEST_RATE || !format.lossless() || excerpts.blocks().isEmpty()) {
      return;
    }
    BandEdge.find(excerpts.blocks(), format.sampleRate(), findings);
    CodecTraces.Trace trace =
        CodecTraces.strongest(
            excerpts.blocks(), format.sampleRate(), BandEdge.top(excerpts.blocks()));
    if (trace != null) {
      if (trace.strength() >= CERTAIN) { // explains an empty band better
        findings.removeIf(finding -> finding.kind() == FaultKind.UPSAMPLED);
      }
      findings.add(
          new SourceFinding(
              FaultKind.LOSSY_SOURCE,
              0,
              trace.strength(),
              "The sound was encoded as " + trace.codec() + " before; ask for the original"));
    }
  }
}
