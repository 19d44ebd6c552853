package org.audioprocessor.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.preview.PcmSource;
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

  /** Sound that is decoded in a child process. */
  private static final class IsolatedStream implements StereoStream {
    private static final int BLOCK_FRAMES = 4096;
    private static final int CHANNELS = 2;

    private final IsolatedDecoder<?> decoder;
    private final int sampleRate;
    private final long firstFrame;
    private final OptionalDouble musicSeconds;
    private final float[] interleaved = new float[BLOCK_FRAMES * CHANNELS];

    /**
     * @param firstFrame the frame of music at which the decoder starts
     */
    IsolatedStream(
        IsolatedDecoder<?> decoder, int sampleRate, long firstFrame, OptionalDouble musicSeconds) {
      this.decoder = decoder;
      this.sampleRate = sampleRate;
      this.firstFrame = firstFrame;
      this.musicSeconds = musicSeconds;
    }

    @Override
    public long firstFrame() {
      return firstFrame;
    }

    @Override
    public int sampleRate() {
      return sampleRate;
    }

    @Override
    public OptionalDouble musicSeconds() {
      return musicSeconds;
    }

    @Override
    public boolean read(AudioBlock stereo) throws PlaybackException {
      int frames;
      try {
        frames = decoder.read(interleaved);
      } catch (ProcessingException e) {
        throw new PlaybackException("The sound cannot be played on: " + e.sentence(), e);
      }
      if (frames < 0) {
        return false;
      }
      float[][] planes = stereo.resize(CHANNELS, frames);
      for (int i = 0; i < frames; i++) {
        planes[0][i] = interleaved[CHANNELS * i];
        planes[1][i] = interleaved[CHANNELS * i + 1];
      }
      return true;
    }

    @Override
    public void close() {
      decoder.close();
    }
  }

  /** Decodes a raw file in a child process, since its bytes are not trusted. */
  public static final class IsolatedRaw implements PcmSource {
    /** The rate of most sound devices, and of the player's line. */
    private static final int SAMPLE_RATE = 48_000;

    private final IsolatedFiles files;
    private final LocalFile file;

    /** Locates the file on the local disk. */
    @FunctionalInterface
    public interface LocalFile {
      /** Returns the path; may fetch the file first. */
      Path path() throws IOException;
    }

    public IsolatedRaw(IsolatedFiles files, LocalFile file) {
      this.files = files;
      this.file = file;
    }

    @Override
    public StereoStream open(double fromSeconds) throws PlaybackException {
      // starts at least half a second earlier, for the resampler to settle; whole seconds are whole
      // frames
      double wholeSeconds = Math.max(0, Math.floor(fromSeconds - 0.5));
      try {
        IsolatedDecoder<AudioInfo> decoder = files.decode(file.path(), wholeSeconds, SAMPLE_RATE);
        return new IsolatedStream(
            decoder,
            SAMPLE_RATE,
            Math.round(wholeSeconds * SAMPLE_RATE),
            decoder.info().estimatedSeconds());
      } catch (IOException | ProcessingException e) {
        throw failed(e);
      }
    }

    private static PlaybackException failed(Exception e) {
      return new PlaybackException("The raw file cannot be played: " + e.getMessage(), e);
    }
  }
}
