package org.audioprocessor.hls.ts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.hls.rules.AudioFacts;

/** Finds the ADTS frames of an elementary stream and gives each its timestamp. */
final class AdtsScan {
  /** A damaged stream can appear to have many formats; two are enough to report it. */
  private static final int MOST_FORMATS = 4;

  /** Each of two timestamps is rounded to a tick. */
  private static final long TOLERANCE_TICKS = 2;

  private final byte[] elementary;
  private final int length;
  private final TsFault.Collector faults;
  private final List<AdtsFrame> frames = new ArrayList<>();
  private final Set<AudioFormat> formats = new LinkedHashSet<>();
  private long packetPts = -1;
  private int packetFrames;
  private long firstPts = -1;

  AdtsScan(byte[] elementary, int length, TsFault.Collector faults) {
    this.elementary = elementary;
    this.length = length;
    this.faults = faults;
  }

  /**
   * @param starts where each PES packet begins
   * @param pts90k each PES packet's timestamp; it is that of the first frame that begins in it
   */
  AudioFrames frames(int[] starts, long[] pts90k, boolean wholeStart) {
    int packet = 0;
    int at = 0;
    while (at < length) {
      AdtsHeader header = AdtsHeader.at(elementary, at, length);
      if (header == null) {
        faults.add(TsFault.Kind.FRAMES, "There is no audio frame where one should begin.");
        at = resynchronise(at + 1);
        continue;
      }
      if (at + header.lengthBytes() > length) {
        faults.add(TsFault.Kind.FRAMES, "The last audio frame is cut off.");
        break;
      }
      while (packet < starts.length && starts[packet] <= at) {
        begin(pts90k[packet++]);
      }
      add(at, header);
      at += header.lengthBytes();
    }
    boolean onFrame = wholeStart && !frames.isEmpty() && frames.getFirst().offsetBytes() == 0;
    return new AudioFrames(elementary, frames, facts(onFrame));
  }

  private AudioFacts facts(boolean onFrame) {
    boolean none = frames.isEmpty();
    return new AudioFacts(
        List.copyOf(formats),
        frames.size(),
        none ? -1 : frames.getFirst().pts90k(),
        none ? -1 : frames.getLast().pts90k(),
        onFrame && firstPts >= 0);
  }

  private int resynchronise(int from) {
    int at = from;
    while (at < length && AdtsHeader.at(elementary, at, length) == null) {
      at++;
    }
    return at;
  }

  private void begin(long pts) {
    if (pts >= 0) {
      packetPts = pts;
      packetFrames = 0;
    }
  }

  private void add(int at, AdtsHeader header) {
    if (formats.size() < MOST_FORMATS) {
      formats.add(header.format());
    }
    int rate = header.sampleRate();
    long pts = packetPts < 0 ? -1 : Pts.plus(packetPts, Timeline.ticks(rate, packetFrames++));
    if (firstPts < 0) {
      firstPts = pts;
    }
    long expected = Pts.plus(firstPts, Timeline.ticks(rate, frames.size()));
    if (pts >= 0 && Math.abs(Pts.between(expected, pts)) > TOLERANCE_TICKS) {
      faults.add(TsFault.Kind.TIMING, "The timestamp of frame " + frames.size() + " is off.");
    }
    frames.add(new AdtsFrame(at, header.lengthBytes(), header.headerBytes(), pts));
  }

  /** The frames of an elementary stream; {@code elementary} is not copied. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier within the package, never compared
  record AudioFrames(byte[] elementary, List<AdtsFrame> frames, AudioFacts facts) {}
}
