package org.audioprocessor.media.encode;

import java.nio.file.Path;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.decode.AacDecoder;

/** Decodes a published M4A from a position, packet by packet, for playback. For one thread. */
public final class M4aSound implements AutoCloseable {
  /** AAC-LC (ISO/IEC 14496-3). */
  private static final int PACKET_FRAMES = 1024;

  /** Packets overlap their predecessor, so one more is decoded and discarded. */
  private static final int PRE_ROLL_PACKETS = 2;

  private final M4aReader reader;
  private final AacDecoder decoder;
  private final long firstFrame;

  private M4aSound(M4aReader reader, AacDecoder decoder, long firstFrame) {
    this.reader = reader;
    this.decoder = decoder;
    this.firstFrame = firstFrame;
  }

  /**
   * Opens a file at a position or slightly before it.
   *
   * @param fromSeconds of music
   */
  public static M4aSound open(Path file, double fromSeconds) throws MediaException {
    M4aReader reader = M4aReader.open(file);
    try {
      AacDecoder decoder = reader.openDecoder();
      try {
        return new M4aSound(reader, decoder, goTo(reader, decoder, fromSeconds));
      } catch (Throwable t) {
        decoder.close();
        throw t;
      }
    } catch (Throwable t) {
      reader.close();
      throw t;
    }
  }

  /** Discards one decoded packet, unless it is the first; returns the next frame. */
  private static long goTo(M4aReader reader, AacDecoder decoder, double fromSeconds)
      throws MediaException {
    long wanted = reader.leadFrames() + (long) (fromSeconds * reader.sampleRate());
    long packet = wanted / PACKET_FRAMES - PRE_ROLL_PACKETS;
    if (packet <= 0) {
      return -reader.leadFrames();
    }
    reader.seek(packet * PACKET_FRAMES);
    if (!reader.next()) {
      throw new MediaException(MediaFault.CORRUPT, "It ends before this position.");
    }
    decoder.decode(reader.bytes(), 0, reader.size(), new AudioBlock());
    return reader.packetStart() + PACKET_FRAMES - reader.leadFrames();
  }

  public Facts facts() {
    return new Facts(reader.sampleRate(), firstFrame, reader.presentedFrames());
  }

  /**
   * The properties before the first {@link #read}.
   *
   * @param firstFrame of music with which the first read begins; negative before the music
   * @param presentedFrames of music
   */
  public record Facts(int sampleRate, long firstFrame, long presentedFrames) {}

  /**
   * Reads the next packet in two channels; a packet that cannot be decoded becomes silence.
   *
   * @return false at the end
   */
  public boolean read(AudioBlock stereo) throws MediaException {
    if (!reader.next()) {
      return false;
    }
    decoder.decodeStereo(reader.bytes(), 0, reader.size(), stereo, PACKET_FRAMES);
    return true;
  }

  @Override
  public void close() {
    decoder.close();
    reader.close();
  }
}
