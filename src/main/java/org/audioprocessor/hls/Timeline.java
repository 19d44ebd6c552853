package org.audioprocessor.hls;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * The positions of all packets and segment boundaries of a track, computed once for all rungs, so
 * that a player that switches rungs neither skips nor repeats music.
 *
 * <p>Time 0 is the start of packet 0, which holds the encoder's priming. In every rung the music
 * starts one frame of the slowest rung later. Packets are AAC frames of {@link Rung#FRAME_SAMPLES};
 * timestamps count 90 kHz ticks (ISO/IEC 13818-1). Immutable.
 */
public final class Timeline {
  /** The timestamp of packet 0 in all rungs: 1.4 s, as common muxers choose it. */
  public static final long OFFSET_90K = 126_000;

  /** The shortest and longest target duration of a segment, in seconds. */
  public static final double MIN_SEGMENT_SECONDS = 2;

  public static final double MAX_SEGMENT_SECONDS = 30;

  /** A shorter last segment joins the one before it if TARGETDURATION allows. */
  private static final double SHORT_TAIL_SECONDS = 0.25;

  /** A target duration this close to a multiple of the common grid uses that multiple. */
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
    // slightly less, so that rounding does not turn a track of exactly n steps into n + 1
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
   * @param segmentSeconds target duration, 2 to 30; within 3 % of a multiple of the ladder's grid
   *     that multiple is used, otherwise segments end at each rung's frame boundary nearest to the
   *     multiple of the target duration
   * @param sourceFrames samples per channel, at least 1
   * @param sourceRate hertz
   * @throws IllegalArgumentException with a sentence for people if a parameter is out of range
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
    // Rounding to whole samples may cross a frame boundary by one sample, and the ends of the rungs
    // would then differ by a whole frame (rule 11): one sample more or less avoids that.
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

  /** The ladder of this timeline. */
  public Ladder ladder() {
    return ladder;
  }

  /** From the start of packet 0 to the music's last sample: the source and the lead. */
  public double seconds() {
    return seconds;
  }

  /** Returns whether the segment boundaries are the same instants in all rungs. */
  public boolean onGrid() {
    return step.onGrid();
  }

  /** Zero samples per channel to feed to the encoder before the music. */
  public int leadFrames(Rung rung) {
    return extent(rung).leadFrames();
  }

  /**
   * Samples per channel of music at the rung's rate: the rounded length of the source, or one
   * sample more or less if that keeps the number of frames; an additional sample is silence.
   */
  public long musicFrames(Rung rung) {
    return extent(rung).musicFrames();
  }

  /** The number of packets of the encoder: priming, then all frames of lead and music. */
  public long packets(Rung rung) {
    return extent(rung).packets();
  }

  /** The timestamp of packet k (from 0) in 90 kHz ticks. */
  public long pts90k(Rung rung, long packet) {
    return OFFSET_90K + ticks(rung.sampleRate(), packet);
  }

  /** The duration of {@code frames} AAC frames, rounded to 90 kHz ticks. */
  public static long ticks(int sampleRate, long frames) {
    return (2 * frames * Rung.FRAME_SAMPLES * 90_000 + sampleRate) / (2L * sampleRate);
  }

  /** The number of segments of each rung. */
  public int segments() {
    return segments;
  }

  /** The first packet of a segment; for {@link #segments()} the number of packets. */
  public long firstPacket(Rung rung, int segment) {
    if (segment < 0 || segment > segments) {
      throw new IndexOutOfBoundsException(segment);
    }
    return cut(rung, segment, segments);
  }

  /**
   * The start of a segment in its playlist; for {@link #segments()} the end of the playlist. All
   * playlists end with the rung that ends first, less than a frame before the others. Otherwise
   * players that add up EXTINF and switch rungs would wait for the end of the previous rung.
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

  /** The duration of a segment in its playlist. */
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

  /** The distance of the boundaries, and whether all rungs have frame boundaries there. */
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

  /** An exact quotient; binary fractions could change a packet count by a rounding error. */
  private record Fraction(BigInteger numerator, BigInteger denominator) {
    static Fraction of(long numerator, long denominator) {
      return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    Fraction plus(Fraction other) {
      return new Fraction(
          numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
          denominator.multiply(other.denominator));
    }

    /** Returns ceil(this / divisor). */
    long ceilOfDivisionBy(long divisor) {
      BigInteger[] parts =
          numerator.divideAndRemainder(denominator.multiply(BigInteger.valueOf(divisor)));
      return parts[0].longValueExact() + (parts[1].signum() > 0 ? 1 : 0);
    }
  }
}
