package org.audioprocessor.hls.rules;

/** The rules for published tracks (RFC 8216, Apple's HLS Authoring Specification). */
public enum HlsRule {
  VERSION(1, "The multivariant playlist begins with #EXTM3U and states version 3 or higher"),
  ONE_ENTRY_PER_RUNG(2, "One entry per rung, low to high, with relative addresses"),
  CODECS(3, "CODECS matches the bit stream"),
  PEAK_BANDWIDTH(4, "BANDWIDTH is at least the measured peak rate"),
  AVERAGE_BANDWIDTH(5, "AVERAGE-BANDWIDTH as measured"),
  STEADY_RATE(6, Level.ADVICE, "The peak rate is below twice the average"),
  AUDIO_ONLY(7, "No RESOLUTION and no FRAME-RATE"),
  INDEPENDENT_SEGMENTS(8, "EXT-X-INDEPENDENT-SEGMENTS is stated"),
  TARGET_DURATION(9, "TARGETDURATION is the same in all rungs and no segment is longer"),
  COMPLETE(10, "The playlists are VOD and ended"),
  SAME_END(11, "The rungs end within one frame of each other"),
  SAME_START(12, "The first segments start at the same timestamp"),
  SAME_CONTENT(13, "Matching content has matching timestamps"),
  SAME_BOUNDARIES(14, "Segments are cut at the same instants in all rungs"),
  NO_DISCONTINUITY(15, "There are no discontinuities"),
  EXACT_DURATIONS(16, "The durations in the playlist add up to the timestamps"),
  COMPLETE_LISTING(
      17, "Every listed segment exists, and every segment of its generation is listed"),
  TABLES(18, "One programme, with its tables in each segment"),
  RUNS_ON(19, "Counters, timestamps and clock references continue from segment to segment"),
  ONE_AUDIO_STREAM(20, "Exactly one audio stream"),
  WHOLE_FRAMES(21, "Each segment starts on a frame; rate and channels never change"),
  DECODES_ALONE(22, "Every segment decodes on its own"),
  WHOLE_DURATION(23, "Each rendition decodes without an error for the source's duration"),
  MEASURED(24, "Loudness and true peak of each rendition are measured"),
  CONTENT_TYPES(25, "Content types"),
  CACHE_CONTROL(26, "Playlists and metadata are cached briefly, segments for ever"),
  NEW_NAMES(27, "Segment names are new for each generation"),
  ORDER(28, "Files are written before the files that refer to them");

  /** Whether a violation blocks the publication. */
  public enum Level {
    MUST,
    ADVICE
  }

  private final int number;
  private final Level level;
  private final String caption;

  HlsRule(int number, String caption) {
    this(number, Level.MUST, caption);
  }

  HlsRule(int number, Level level, String caption) {
    this.number = number;
    this.level = level;
    this.caption = caption;
  }

  /** The number, 1 to 28. */
  public int number() {
    return number;
  }

  /** The consequence of a violation. */
  public Level level() {
    return level;
  }

  /** The requirement, in words. */
  public String caption() {
    return caption;
  }
}
