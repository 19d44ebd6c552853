package org.audioprocessor.process.render;

import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.loudness.plan.RungPlan;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.M4aWriter;
import org.audioprocessor.process.Job;
import org.jspecify.annotations.Nullable;

/**
 * One rendering of one rung.
 *
 * @param round number of earlier renderings, from 0; part of its segments' names
 * @param compared what is compared with the source
 * @param m4a the MP4 that gets the same packets; null for a rung without one
 */
public record RungJob(
    Rung rung,
    RungPlan plan,
    AacSettings encoding,
    Timeline timeline,
    SegmentSeries series,
    int round,
    Compared compared,
    @Nullable M4aTarget m4a) {

  /** The publication that the segments belong to. */
  public record SegmentSeries(int generation, int tryNumber) {}

  /**
   * The excerpts whose sound is compared with the source, the same ones in all rungs.
   *
   * @param excerpts empty where nothing is compared
   * @param reference gain and ceiling of the reference: the highest rung's
   */
  public record Compared(List<Excerpt> excerpts, RungPlan reference) {
    public Compared {
      excerpts = List.copyOf(excerpts);
    }
  }

  /** The MP4 beside a rung. */
  public record M4aTarget(Path file, M4aWriter.Labels labels, long sourceFrames) {}

  public String segmentName(int segment) {
    return names().name(segment);
  }

  /** The names of this round's segments, unique to the round and the try. */
  public SegmentNames names() {
    return Job.segmentNames(series.generation(), series.tryNumber(), round);
  }

  /** The next round of the same rung, with another plan and new names. */
  public RungJob again(RungPlan corrected) {
    return new RungJob(rung, corrected, encoding, timeline, series, round + 1, compared, m4a);
  }

  /** Returns a copy with another coder. */
  public RungJob withEncoding(AacSettings other) {
    return new RungJob(rung, plan, other, timeline, series, round, compared, m4a);
  }
}
