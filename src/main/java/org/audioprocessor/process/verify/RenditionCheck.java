package org.audioprocessor.process.verify;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.hls.ts.TsSegment;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.media.encode.EncodedPacket;
import org.audioprocessor.process.render.PacketChain;

/**
 * Decodes and measures a rendition from its finished segments, as a player would. Demultiplexes
 * them without FFmpeg. The encoder's delay and the lead are not part of the music and are not
 * measured.
 *
 * <p>AAC-LC frames depend on their predecessor only by the overlap of the transform, so a segment
 * can be decoded independently if a new decoder decodes its first frame.
 */
public final class RenditionCheck implements AutoCloseable {
  private static final int CHANNELS = 2;

  private final AacDecoder decoder;
  private final AudioBlock block = new AudioBlock();
  private final LoudnessMeter meter;
  private final List<SegmentFacts> segments = new ArrayList<>();
  private final long firstFrame;
  private final long endFrame;
  private long decoded;
  private int errors;
  private PacketChain packets = PacketChain.EMPTY;
  private MusicListener listener = (stereo, offset, frames) -> {};

  /** Receives the decoded music, without lead and padding. */
  public interface MusicListener {
    /** The next {@code frames} frames of {@code stereo[channel]} from {@code offset}; lent. */
    void music(float[][] stereo, int offset, int frames) throws MediaException;
  }

  /**
   * @param leadFrames decoded frames before the music
   * @param musicFrames frames of music; what follows is padding
   */
  public RenditionCheck(Rung rung, long leadFrames, long musicFrames) throws MediaException {
    this.decoder = AacDecoder.open();
    this.meter = LoudnessMeter.stereo(rung.sampleRate());
    this.firstFrame = leadFrames;
    this.endFrame = leadFrames + musicFrames;
  }

  /** Passes all following music to {@code musicListener}. */
  public void onMusic(MusicListener musicListener) {
    this.listener = musicListener;
  }

  /** Decodes and measures the next segment and keeps its facts, not its bytes. */
  public void accept(String name, byte[] bytes) throws MediaException {
    TsSegment segment = TsSegment.read(bytes);
    int before = errors;
    for (AdtsFrame frame : segment.frames()) {
      decode(segment.elementary(), frame.offsetBytes(), frame.lengthBytes());
      packets = packets.then(hash(segment.elementary(), frame));
    }
    int wrong = errors - before + (decodesAlone(segment) ? 0 : 1);
    segments.add(SegmentFacts.of(name, segment).decoded(segment.frames().size(), wrong));
  }

  /** Hash of the frame without its header, which the M4A does not have. */
  private static long hash(byte[] stream, AdtsFrame frame) {
    int header = frame.headerBytes();
    return EncodedPacket.hash(stream, frame.offsetBytes() + header, frame.lengthBytes() - header);
  }

  private void decode(byte[] stream, int offset, int length) throws MediaException {
    int frames = decoded(stream, offset, length);
    int from = Math.clamp(firstFrame - decoded, 0, frames);
    int to = Math.clamp(endFrame - decoded, 0, frames);
    if (to > from) {
      meter.feed(block.samples(), from, to - from);
      listener.music(block.samples(), from, to - from);
    }
    decoded += frames;
  }

  /** Returns 0 for a frame that cannot be decoded; rules 22 and 23 judge the number of them. */
  private int decoded(byte[] stream, int offset, int length) {
    try {
      int frames = decoder.decode(stream, offset, length, block);
      if (frames == 0 || block.channels() == CHANNELS) {
        return frames;
      }
    } catch (MediaException e) {
      // counted below
    }
    errors++;
    return 0;
  }

  private static boolean decodesAlone(TsSegment segment) {
    if (segment.frames().isEmpty()) {
      return false;
    }
    AdtsFrame first = segment.frames().getFirst();
    try (AacDecoder fresh = AacDecoder.open()) {
      return fresh.decode(
              segment.elementary(), first.offsetBytes(), first.lengthBytes(), new AudioBlock())
          > 0;
    } catch (MediaException e) {
      return false; // judged by rule 22
    }
  }

  public List<SegmentFacts> segments() {
    return List.copyOf(segments);
  }

  /** Exact after the last segment. */
  public LoudnessSnapshot measured() {
    return meter.finish();
  }

  public LoudnessMeter meter() {
    return meter;
  }

  /** Number of decoded frames, including lead and padding. */
  public long decodedFrames() {
    return decoded;
  }

  /** The packets in the segments. */
  public PacketChain packets() {
    return packets;
  }

  public int decodeErrors() {
    return errors;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
