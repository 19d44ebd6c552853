package org.audioprocessor.preview.source;

import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.hls.AdtsFrame;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.TsSegment;
import org.audioprocessor.media.AacDecoder;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.StereoStream;
import org.jspecify.annotations.Nullable;

/**
 * A rung's packets, decoded one after the other. What cannot be decoded is silence of the same
 * length, so that all that follows stays where it belongs.
 */
final class RungStream implements StereoStream {
  private final RungIndex index;
  private final SegmentAhead ahead;
  private final AacDecoder decoder;
  private final OptionalDouble musicSeconds;
  private final long firstPacket;
  private int segment;
  private @Nullable TsSegment current;
  private long packet;

  /**
   * @param ahead begins with the segment that holds {@code from}
   * @param from the packet to decode first; what it yields is not given away unless it is packet 0
   */
  RungStream(RungIndex index, SegmentAhead ahead, long from, OptionalDouble musicSeconds)
      throws MediaException {
    this.index = index;
    this.ahead = ahead;
    this.musicSeconds = musicSeconds;
    this.segment = index.segmentOf(from);
    this.packet = from;
    this.firstPacket = from == 0 ? 0 : from + 1;
    this.decoder = AacDecoder.open();
  }

  @Override
  public int sampleRate() {
    return index.rung().sampleRate();
  }

  @Override
  public long firstFrame() {
    return index.musicFrame(firstPacket);
  }

  @Override
  public OptionalDouble musicSeconds() {
    return musicSeconds;
  }

  @Override
  public boolean read(AudioBlock stereo) throws PlaybackException, InterruptedException {
    boolean wanted;
    do {
      if (packet >= index.firstPacket(index.segments())) {
        return false;
      }
      decode(stereo);
      wanted = packet >= firstPacket;
      packet++;
    } while (!wanted);
    return true;
  }

  private void decode(AudioBlock stereo) throws PlaybackException, InterruptedException {
    TsSegment holding = segment();
    List<AdtsFrame> frames = holding.frames();
    int within = (int) (packet - index.firstPacket(segment));
    if (within >= frames.size()) {
      StereoPlanes.silence(stereo, Rung.FRAME_SAMPLES);
      return;
    }
    AdtsFrame frame = frames.get(within);
    try {
      int got =
          decoder.decode(holding.elementary(), frame.offsetBytes(), frame.lengthBytes(), stereo);
      StereoPlanes.require(stereo, got, Rung.FRAME_SAMPLES);
    } catch (MediaException e) {
      StereoPlanes.silence(stereo, Rung.FRAME_SAMPLES);
    }
  }

  private TsSegment segment() throws PlaybackException, InterruptedException {
    TsSegment holding = current;
    if (holding == null || packet >= index.firstPacket(segment + 1)) {
      segment = holding == null ? segment : segment + 1;
      holding = TsSegment.read(ahead.take());
      requireSound(holding);
      current = holding;
    }
    return holding;
  }

  private void requireSound(TsSegment read) throws PlaybackException {
    if (read.frames().isEmpty()) {
      throw new PlaybackException(
          "The segment “"
              + index.uri(segment)
              + "” of “"
              + index.rung().name()
              + "” holds no sound. Process the track again.");
    }
  }

  @Override
  public void close() {
    ahead.close();
    decoder.close();
  }
}
