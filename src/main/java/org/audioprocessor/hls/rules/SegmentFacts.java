package org.audioprocessor.hls.rules;

import java.util.Optional;
import org.audioprocessor.hls.ts.TsSegment;

/**
 * What the rules look at in one segment, instead of its bytes.
 *
 * @param name its file name, as its playlist lists it
 * @param sizeBytes as it is sent
 * @param decoding empty where nobody decoded it
 */
public record SegmentFacts(
    String name,
    long sizeBytes,
    TransportFacts transport,
    AudioFacts audio,
    Optional<Decoding> decoding) {

  /**
   * What a decoder made of this segment alone.
   *
   * @param frames how many AAC frames it took
   * @param errors how many of them it refused
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
