package org.audioprocessor.hls.rules;

import java.util.Optional;
import org.audioprocessor.hls.ts.TsSegment;

/**
 * The facts about one segment that the rules check.
 *
 * @param name its file name, as its playlist lists it
 * @param sizeBytes as it is sent
 * @param decoding empty if it was not decoded
 */
public record SegmentFacts(
    String name,
    long sizeBytes,
    TransportFacts transport,
    AudioFacts audio,
    Optional<Decoding> decoding) {

  /**
   * The result of decoding this segment alone.
   *
   * @param frames number of AAC frames
   * @param errors number of frames that the decoder rejected
   */
  public record Decoding(int frames, int errors) {}

  /** The facts of a segment that was read. */
  public static SegmentFacts of(String name, TsSegment segment) {
    return new SegmentFacts(
        name, segment.sizeBytes(), segment.transport(), segment.audio(), Optional.empty());
  }

  /** The same segment after it was decoded. */
  public SegmentFacts decoded(int frames, int errors) {
    return new SegmentFacts(
        name, sizeBytes, transport, audio, Optional.of(new Decoding(frames, errors)));
  }
}
