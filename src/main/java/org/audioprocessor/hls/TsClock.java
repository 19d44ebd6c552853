package org.audioprocessor.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.hls.rules.TransportFacts;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.hls.ts.Pts;
import org.audioprocessor.hls.ts.TsFault;

/**
 * The clock references (PCR) of one segment: at most 100 ms apart (ISO/IEC 13818-1, 2.7.2), and
 * each frame arrives at most one second before its time (2.4.2.6), never after it.
 */
public final class TsClock {
  public static final long LONGEST_TICKS = Pts.TICKS_PER_SECOND / 10;

  private static final long MOST_LEAD_TICKS = Pts.TICKS_PER_SECOND;

  /**
   * @param position in the elementary stream, of the packet that carries it
   */
  private record Reference(long ticks, int position) {}

  private final TsFault.Collector faults;
  private final List<Reference> references = new ArrayList<>();

  public TsClock(TsFault.Collector faults) {
    this.faults = faults;
  }

  /** Reads the 33 bits at 90 kHz; ignores the extension at 27 MHz. */
  public void accept(byte[] bytes, int at, int position) {
    long ticks = 0;
    for (int i = 0; i < 4; i++) {
      ticks = ticks << 8 | (bytes[at + i] & 0xFF);
    }
    ticks = ticks << 1 | (bytes[at + 4] & 0xFF) >> 7;
    if (!references.isEmpty()) {
      long since = Pts.between(references.getLast().ticks, ticks);
      if (since <= 0 || since > LONGEST_TICKS) {
        faults.add(TsFault.Kind.TIMING, apart(since));
      }
    }
    references.add(new Reference(ticks, position));
  }

  /** Checks the clock against the segment's frames, after all of them were read. */
  public TransportFacts.Clock facts(List<AdtsFrame> frames) {
    if (references.isEmpty()) {
      if (!frames.isEmpty()) {
        faults.add(TsFault.Kind.TIMING, "It has no clock reference.");
      }
      return new TransportFacts.Clock(-1, -1);
    }
    int next = 0;
    for (AdtsFrame frame : frames) {
      while (next < references.size() && references.get(next).position <= frame.offsetBytes()) {
        next++;
      }
      if (next > 0 && frame.pts90k() >= 0) {
        leads(Pts.between(references.get(next - 1).ticks, frame.pts90k()));
      }
    }
    return new TransportFacts.Clock(references.getFirst().ticks, references.getLast().ticks);
  }

  private void leads(long ticks) {
    if (ticks < 0 || ticks > MOST_LEAD_TICKS) {
      faults.add(
          TsFault.Kind.TIMING,
          String.format(
              Locale.ROOT,
              "A frame arrives %.0f ms before its time; 0 to 1000 are allowed.",
              milliseconds(ticks)));
    }
  }

  public static String apart(long ticks) {
    return String.format(
        Locale.ROOT,
        "Its clock references are %.0f ms apart; at most 100 are allowed.",
        milliseconds(ticks));
  }

  private static double milliseconds(long ticks) {
    return ticks * 1000.0 / Pts.TICKS_PER_SECOND;
  }
}
