package org.audioprocessor.hls.ts;

import java.util.Arrays;
import java.util.List;
import org.audioprocessor.hls.rules.AudioFacts;
import org.audioprocessor.hls.rules.TransportFacts;

/**
 * One MPEG-TS segment, read independently of the muxer that wrote it (ISO/IEC 13818-1).
 *
 * <p>Malformed bytes never throw: faults are in {@link TransportFacts#faults()}. Immutable except
 * for {@link #elementary()}, which is lent.
 */
public final class TsSegment {
  private final int sizeBytes;
  private final TransportFacts transport;
  private final AdtsScan.AudioFrames audio;
  private final long[] pesPts90k;

  TsSegment(int sizeBytes, TransportFacts transport, AdtsScan.AudioFrames audio, long[] pesPts90k) {
    this.sizeBytes = sizeBytes;
    this.transport = transport;
    this.audio = audio;
    this.pesPts90k = pesPts90k;
  }

  /** Reads a whole segment; the bytes are not kept. */
  public static TsSegment read(byte[] bytes) {
    return new TsReader(bytes).read();
  }

  /** The segment's length as a file. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** Tables, counters and faults. */
  public TransportFacts transport() {
    return transport;
  }

  /** The summary of the audio. */
  public AudioFacts audio() {
    return audio.facts();
  }

  /** The frames in order. */
  public List<AdtsFrame> frames() {
    return audio.frames();
  }

  /**
   * The elementary stream that {@link #frames()} refers to; it may be longer than the frames. Not
   * copied: do not change it.
   */
  public byte[] elementary() {
    return audio.elementary();
  }

  /** The timestamps of the audio's PES packets in 90 kHz ticks, -1 for a packet without one. */
  public long[] pesPts90k() {
    return Arrays.copyOf(pesPts90k, pesPts90k.length);
  }
}
