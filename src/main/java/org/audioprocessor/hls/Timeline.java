package org.audioprocessor.hls;

import java.util.HashMap;
import java.util.Map;

/**
 * Where every packet and every cut of a track lies, decided once for all rungs, so that a player
 * that switches rungs neither skips nor repeats.
 *
 * <p>Time 0 is the start of packet 0, which holds the encoder's priming. In every rung the music
 * starts one frame of the slowest rung later. Packets are AAC frames of {@link Rung#FRAME_SAMPLES};
 * timestamps count 90 kHz ticks (ISO/IEC 13818-1). Immutable.
 */
public final class Timeline {
  /** The timestamp of packet 0 in all rungs: 1.4 s, as common muxers choose it. */
  public static final long OFFSET_90K = 126_000;

  /** The shortest and longest segments that can be asked for, in seconds. */
  public static final double MIN_SEGMENT_SECONDS = 2;

  public static final double MAX_SEGMENT_SECONDS = 30;

  /** A last segment shorter than this joins the one before it where TARGETDURATION allows. */
  private static final double SHORT_TAIL_SECONDS = 0.25;

  /** A wish this near to a multiple of the common grid takes it. */
  private static final double GRID_REACH = 0.03;

  private record Extent(int leadFrames, long musicFrames, long packets) {}

  private final Ladder ladder;
  private final SegmentStep step;
  private final double seconds;
  private final Map<Rung, Extent> extents;
  private final int segments;
  private final int targetDuration;

  private Timeline(Ladder ladder, SegmentStep step, double seconds, Map<Rung, Extent> extents) {
    this.ladder = ladder;
    this.step = step;
    this.seconds = seconds;
    this.extents = extents;
    // a hair less, so that a track of exactly n steps is not n + 1 because of binary fractions
    int whole = (int) Math.max(1, Math.ceil(seconds / step.seconds() - 1e-9));
    int target = longestRounded(whole);
    boolean join =
        whole > 1
            && shortestTailSeconds(whole) < SHORT_TAIL_SECONDS
            && longestRounded(whole - 1) <= target;
    this.segments = join ? whole - 1 : whole;
    this.targetDuration = join ? longestRounded(whole - 1) : target;
  }

  /**
   * Plans a track.
   *
   * @param segmentSeconds the wish, 2 to 30; within 3 % of a multiple of the ladder's grid it takes
   *     that multiple, otherwise cuts lie at each rung's frame boundary nearest to the wish's
   *     multiple
   * @param sourceFrames samples per channel, at least 1
   * @param sourceRate hertz
   * @throws IllegalArgumentException with a sentence for people where a parameter is out of range
   */
  public static Timeline of(
      Ladder ladder, double segmentSeconds, long sourceFrames, int sourceRate) {
    if (sourceFrames < 1 || sourceRate < 1) {
      throw new IllegalArgumentException("There is no audio to cut: the source is empty.");
    }
    SegmentStep step = SegmentStep.nearest(ladder, segmentSeconds);
    Map<Rung, Extent> extents = new HashMap<>();
    for (Rung rung : ladder.rungs()) {
      extents.put(rung, extent(rung, ladder.slowestRate(), sourceFrames, sourceRate));
    }
    double seconds = ladder.slowestFrameSeconds() + sourceFrames / (double) sourceRate;
    return new Timeline(ladder, step, seconds, extents);
  }

  private static Extent extent(Rung rung, int slowestRate, long sourceFrames, int sourceRate) {
    long rate = rung.sampleRate();
    long start = Math.round((double) Rung.FRAME_SAMPLES * rate / slowestRate);
    long music = Math.round((double) sourceFrames * rate / sourceRate);
    long natural = Math.ceilDiv(start + music, (long) Rung.FRAME_SAMPLES);
    long packets = exactPackets(rate, slowestRate, sourceFrames, sourceRate);
    // Rounding to whole samples may cross a frame's edge by one sample, and then the rungs' ends
    // would differ by a whole frame (rule 11): one sample more or less keeps to the exact end.
    long aligned = Math.max(1, music + Long.signum(packets - natural));
    return new Extent((int) (start - Rung.FRAME_SAMPLES), aligned, packets);
  }

  /** ceil((1024 / slowest + source) × rate / 1024) in whole numbers. */
  private static long exactPackets(
      long rate, long slowestRate, long sourceFrames, long sourceRate) {
    Fraction start = Fraction.of(Rung.FRAME_SAMPLES * rate, slowestRate);
    Fraction music = Fraction.of(Math.multiplyExact(sourceFrames, rate), sourceRate);
    return start.plus(music).ceilOfDivisionBy(Rung.FRAME_SAMPLES);
  }

  /** The ladder that was planned for. */
  public Ladder ladder() {
    return ladder;
  }

  /** From the start of packet 0 to the music's last sample: the source and the lead. */
  public double seconds() {
    return seconds;
  }

  /** Whether the cuts are the same instants in all rungs. */
  public boolean onGrid() {
    return step.onGrid();
  }

  /** Zero samples per channel to feed to the encoder before the music. */
  public int leadFrames(Rung rung) {
    return extent(rung).leadFrames();
  }

  /**
   * Samples per channel of music at the rung's rate: the source's length, rounded (one sample
   * beside it where a frame hangs on that sample; then the sample is silence).
   */
  public long musicFrames(Rung rung) {
    return extent(rung).musicFrames();
  }

  /** How many packets the encoder yields: priming, then all frames of lead and music. */
  public long packets(Rung rung) {
    return extent(rung).packets();
  }

  /** The timestamp of packet k (from 0) in 90 kHz ticks. */
  public long pts90k(Rung rung, long packet) {
    return OFFSET_90K + ticks(rung.sampleRate(), packet);
  }

  /** How long {@code frames} AAC frames last, rounded to 90 kHz ticks. */
  public static long ticks(int sampleRate, long frames) {
    return (2 * frames * Rung.FRAME_SAMPLES * 90_000 + sampleRate) / (2L * sampleRate);
  }

  /** How many segments every rung has. */
  public int segments() {
    return segments;
  }

  /** The packet at which a segment begins; for {@link #segments()} the number of packets. */
  public long firstPacket(Rung rung, int segment) {
    if (segment < 0 || segment > segments) {
      throw new IndexOutOfBoundsException(segment);
    }
    return cut(rung, segment, segments);
  }

  /**
   * Where a segment begins in its playlist; for {@link #segments()} where the playlist ends. All
   * playlists end with the rung that ends first, less than a frame before the others: players that
   * add up EXTINF and change rungs would otherwise wait for the end of the rung that they left.
   */
  public double startSeconds(Rung rung, int segment) {
    long packet = firstPacket(rung, segment);
    return segment == segments ? endSeconds() : packet * rung.frameSeconds();
  }

  private double endSeconds() {
    return ladder.rungs().stream()
        .mapToDouble(rung -> packets(rung) * rung.frameSeconds())
        .min()
        .orElseThrow();
  }

  /** How long a segment lasts in its playlist. */
  public double extinf(Rung rung, int segment) {
    return startSeconds(rung, segment + 1) - startSeconds(rung, segment);
  }

  /** EXT-X-TARGETDURATION, the same in all rungs. */
  public int targetDuration() {
    return targetDuration;
  }

  private Extent extent(Rung rung) {
    Extent extent = extents.get(rung);
    if (extent == null) {
      throw new IllegalArgumentException("The ladder has no rung '" + rung.name() + "'.");
    }
    return extent;
  }

  private long cut(Rung rung, int segment, int count) {
    long packets = extent(rung).packets();
    if (segment == count) {
      return packets;
    }
    // the last segment keeps at least one packet
    return Math.min(Math.round(segment * step.seconds() / rung.frameSeconds()), packets - 1);
  }

  private double seconds(Rung rung, int segment, int count) {
    return (cut(rung, segment + 1, count) - cut(rung, segment, count)) * rung.frameSeconds();
  }

  private int longestRounded(int count) {
    int longest = 1;
    for (Rung rung : ladder.rungs()) {
      for (int segment = 0; segment < count; segment++) {
        longest = Math.max(longest, MediaPlaylist.rounded(seconds(rung, segment, count)));
      }
    }
    return longest;
  }

  private double shortestTailSeconds(int count) {
    double shortest = seconds - (count - 1) * step.seconds();
    for (Rung rung : ladder.rungs()) {
      shortest = Math.min(shortest, seconds(rung, count - 1, count));
    }
    return shortest;
  }

  /** How far apart the cuts are wished, and whether all rungs have frame boundaries there. */
  private record SegmentStep(double seconds, boolean onGrid) {
    static SegmentStep nearest(Ladder ladder, double wish) {
      if (!(wish >= MIN_SEGMENT_SECONDS && wish <= MAX_SEGMENT_SECONDS)) {
        throw new IllegalArgumentException(
            "Segments last between 2 and 30 seconds; " + wish + " is not possible.");
      }
      double grid = ladder.gridSeconds();
      double multiple = Math.max(1, Math.rint(wish / grid)) * grid;
      boolean near = Math.abs(wish - multiple) <= GRID_REACH * multiple;
      return new SegmentStep(near ? multiple : wish, near);
    }
  }
}
