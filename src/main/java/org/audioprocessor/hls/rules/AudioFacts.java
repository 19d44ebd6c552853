package org.audioprocessor.hls.rules;

import java.util.List;
import org.audioprocessor.hls.ts.AudioFormat;

/**
 * The audio of one segment.
 *
 * @param formats all formats that occur; exactly one in a correct segment
 * @param frames how many whole ADTS frames
 * @param firstPts90k timestamp of the first frame in 90 kHz ticks, -1 if it has none
 * @param lastPts90k timestamp of the last frame, -1 if it has none
 * @param startsOnFrame whether its first audio byte is an ADTS header with a timestamp of its own
 */
public record AudioFacts(
    List<AudioFormat> formats,
    int frames,
    long firstPts90k,
    long lastPts90k,
    boolean startsOnFrame) {
  public AudioFacts {
    formats = List.copyOf(formats);
  }
}
