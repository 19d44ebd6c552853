package org.audioprocessor.process.readback;

import java.util.List;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.process.render.PacketChain;

/**
 * What a published rung's segments hold and how they sound.
 *
 * @param segments one for each that was read, in the same order
 * @param measured of the music, without lead and padding
 * @param decodedFrames lead and padding included
 * @param decodeErrors frames that could not be decoded
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
