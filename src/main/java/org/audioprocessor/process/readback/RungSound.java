package org.audioprocessor.process.readback;

import java.util.List;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.process.render.PacketChain;

/**
 * Facts about the segments of a published rung and the measurements of its sound.
 *
 * @param segments one for each segment that was read, in the same order
 * @param measured of the music, without lead and padding
 * @param decodedFrames including lead and padding
 * @param decodeErrors number of frames that could not be decoded
 */
public record RungSound(
    List<SegmentFacts> segments,
    LoudnessSnapshot measured,
    PacketChain packets,
    long decodedFrames,
    int decodeErrors) {

  public RungSound {
    segments = List.copyOf(segments);
  }
}
