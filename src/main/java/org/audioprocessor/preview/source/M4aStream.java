package org.audioprocessor.preview.source;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.media.AacDecoder;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.M4aReader;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.StereoStream;

/** The M4A's packets, decoded one after the other. */
final class M4aStream implements StereoStream {
  private static final int PRE_ROLL_PACKETS = 2;

  private final M4aReader reader;
  private final AacDecoder decoder;
  private final long firstFrame;

  private M4aStream(M4aReader reader, AacDecoder decoder, long firstFrame) {
    this.reader = reader;
    this.decoder = decoder;
    this.firstFrame = firstFrame;
  }

  static M4aStream open(Path file, double fromSeconds) throws MediaException {
    M4aReader reader = M4aReader.open(file);
    try {
      AacDecoder decoder = reader.openDecoder();
      try {
        return new M4aStream(reader, decoder, goTo(reader, decoder, fromSeconds));
      } catch (Throwable t) {
        decoder.close();
        throw t;
      }
    } catch (Throwable t) {
      reader.close();
      throw t;
    }
  }

  /** Leaves out one decoded packet, unless it is the first; returns the frame that comes next. */
  private static long goTo(M4aReader reader, AacDecoder decoder, double fromSeconds)
      throws MediaException {
    long wanted = reader.leadFrames() + (long) (fromSeconds * reader.sampleRate());
    long packet = wanted / Rung.FRAME_SAMPLES - PRE_ROLL_PACKETS;
    if (packet <= 0) {
      return -reader.leadFrames();
    }
    reader.seek(packet * Rung.FRAME_SAMPLES);
    if (!reader.next()) {
      throw new MediaException(MediaFault.CORRUPT, "It ends before this place.");
    }
    decoder.decode(reader.bytes(), 0, reader.size(), new AudioBlock());
    return reader.packetStart() + Rung.FRAME_SAMPLES - reader.leadFrames();
  }

  @Override
  public int sampleRate() {
    return reader.sampleRate();
  }

  @Override
  public long firstFrame() {
    return firstFrame;
  }

  @Override
  public OptionalDouble musicSeconds() {
    return OptionalDouble.of(reader.presentedFrames() / (double) reader.sampleRate());
  }

  @Override
  public boolean read(AudioBlock stereo) throws PlaybackException {
    try {
      if (!reader.next()) {
        return false;
      }
    } catch (MediaException e) {
      throw new PlaybackException("The M4A cannot be read on: " + e.getMessage(), e);
    }
    try {
      int got = decoder.decode(reader.bytes(), 0, reader.size(), stereo);
      StereoPlanes.require(stereo, got, Rung.FRAME_SAMPLES);
    } catch (MediaException e) {
      StereoPlanes.silence(stereo, Rung.FRAME_SAMPLES);
    }
    return true;
  }

  @Override
  public void close() {
    decoder.close();
    reader.close();
  }
}
