package org.audioprocessor.preview.source;

import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.preview.PacketDecoder;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PublishedSound;
import org.audioprocessor.preview.StereoStream;

/** Decodes in this process: for tracks that are trusted. */
public final class LocalPublishedSound implements PublishedSound {
  @Override
  public PacketDecoder packets() throws PlaybackException {
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

  private record LocalPackets(AacDecoder decoder, AudioBlock block) implements PacketDecoder {
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
}
