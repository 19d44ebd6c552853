package org.audioprocessor.hls.rules;

import java.util.List;
import org.audioprocessor.hls.ts.AudioFormat;

/**
 * The audio of one segment.
 *
 * @param formats every format that occurs in it; one in a sound segment
 * @param frames how many whole ADTS frames
 * @param firstPts90k the first frame's timestamp in 90 kHz ticks, -1 where there is none
 * @param lastPts90k the last frame's, -1 where there is none
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
