package org.audioprocessor.desktop.preview.sound;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack.PublishedSound;
import org.audioprocessor.preview.source.LocalPublishedSound;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.IsolatedDecoder;
import org.audioprocessor.process.isolation.IsolatedFiles;
import org.audioprocessor.process.isolation.IsolatedPackets;

/** Decodes published sound in a child process, since its bytes are not trusted. */
public final class IsolatedSound implements PublishedSound {
  private final IsolatedFiles files;

  public IsolatedSound(IsolatedFiles files) {
    this.files = files;
  }

  /** Decodes in this process if there is no isolation. */
  public static PublishedSound of(Optional<IsolatedFiles> files) {
    return files.<PublishedSound>map(IsolatedSound::new).orElseGet(LocalPublishedSound::new);
  }

  @Override
  public PublishedSound.PacketDecoder packets() throws PlaybackException {
    try {
      return new Packets(files.packets());
    } catch (ProcessingException e) {
      throw new PlaybackException(e.sentence(), e);
    }
  }

  private record Packets(IsolatedPackets isolated) implements PublishedSound.PacketDecoder {
    @Override
    public void decode(byte[] stream, List<AdtsFrame> packets, float[][] planes)
        throws PlaybackException {
      try {
        isolated.decode(stream, packets, planes);
      } catch (ProcessingException e) {
        throw new PlaybackException("The rendition cannot be played on: " + e.sentence(), e);
      }
    }

    @Override
    public void close() {
      isolated.close();
    }
  }

  @Override
  public StereoStream m4a(Path file, double fromSeconds) throws PlaybackException {
    try {
      IsolatedDecoder<M4aSound.Facts> decoder = files.m4aSound(file, fromSeconds);
      M4aSound.Facts facts = decoder.info();
      double seconds = facts.presentedFrames() / (double) facts.sampleRate();
      return new IsolatedStream(
          decoder, facts.sampleRate(), facts.firstFrame(), OptionalDouble.of(seconds));
    } catch (ProcessingException e) {
      throw new PlaybackException(e.sentence(), e);
    }
  }
}
