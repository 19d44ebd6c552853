package org.audioprocessor.preview.source;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack.PublishedSound;

/** Decodes trusted published files in this process. */
public final class LocalPublishedSound implements PublishedSound {
  @Override
  public PublishedSound.PacketDecoder packets() throws PlaybackException {
    try {
      return new LocalPackets(AacDecoder.open());
    } catch (MediaException e) {
      throw new PlaybackException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public StereoStream m4a(Path file, double fromSeconds) throws PlaybackException {
    return M4aStream.open(file, fromSeconds);
  }

  private record LocalPackets(AacDecoder decoder, AudioBlock block)
      implements PublishedSound.PacketDecoder {
    LocalPackets(AacDecoder decoder) {
      this(decoder, new AudioBlock());
    }

    @Override
    public void decode(byte[] stream, List<AdtsFrame> packets, float[][] planes) {
      int at = 0;
      for (AdtsFrame packet : packets) {
        decoder.decodeStereo(
            stream, packet.offsetBytes(), packet.lengthBytes(), block, Rung.FRAME_SAMPLES);
        for (int channel = 0; channel < planes.length; channel++) {
          System.arraycopy(block.samples()[channel], 0, planes[channel], at, Rung.FRAME_SAMPLES);
        }
        at += Rung.FRAME_SAMPLES;
      }
    }

    @Override
    public void close() {
      decoder.close();
    }
  }

  /** Decodes an M4A in this process. */
  private record M4aStream(M4aSound sound, M4aSound.Facts facts) implements StereoStream {
    static M4aStream open(Path file, double fromSeconds) throws PlaybackException {
      try {
        M4aSound sound = M4aSound.open(file, fromSeconds);
        return new M4aStream(sound, sound.facts());
      } catch (MediaException e) {
        throw new PlaybackException(String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public int sampleRate() {
      return facts.sampleRate();
    }

    @Override
    public long firstFrame() {
      return facts.firstFrame();
    }

    @Override
    public OptionalDouble musicSeconds() {
      return OptionalDouble.of(facts.presentedFrames() / (double) facts.sampleRate());
    }

    @Override
    public boolean read(AudioBlock stereo) throws PlaybackException {
      try {
        return sound.read(stereo);
      } catch (MediaException e) {
        throw new PlaybackException("Reading the M4A failed: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
