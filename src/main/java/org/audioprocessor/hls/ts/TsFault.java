package org.audioprocessor.hls.ts;

/**
 * Something wrong in a transport stream.
 *
 * @param sentence what is wrong and where, for people
 */
public record TsFault(Kind kind, String sentence) {
  /** Which part of the stream is wrong. */
  public enum Kind {
    /** Transport or PES packets that cannot be read. */
    PACKETS,
    /** PAT or PMT (ISO/IEC 13818-1, 2.4.4). */
    TABLES,
    /** A counter that does not run on. */
    CONTINUITY,
    /** A timestamp that is missing or does not fit the frames before it. */
    TIMING,
    /** ADTS frames (ISO/IEC 14496-3, 1.A.2). */
    FRAMES
  }
}
