package org.audioprocessor.desktop.preview;

import java.io.IOException;
import java.util.OptionalDouble;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.isolation.IsolatedDecoder;
import org.audioprocessor.isolation.IsolatedFiles;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.pipeline.ProcessingException;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.RawDecoder;
import org.audioprocessor.preview.StereoStream;

/** Decodes a raw file in a process of its own, since its bytes are not trusted. */
public final class IsolatedRaw implements RawDecoder {
  /** The rate of most sound devices, and of the player's line. */
  private static final int SAMPLE_RATE = 48_000;

  private static final int BLOCK_FRAMES = 4096;
  private static final int CHANNELS = 2;

  private final RawCopies copies;
  private final IsolatedFiles files;
  private final Selected upload;

  public IsolatedRaw(RawCopies copies, IsolatedFiles files, Selected upload) {
    this.copies = copies;
    this.files = files;
    this.upload = upload;
  }

  @Override
  public StereoStream open(double fromSeconds) throws PlaybackException {
    // at least half a second before, for the resampler to settle; whole seconds are whole frames
    double wholeSeconds = Math.max(0, Math.floor(fromSeconds - 0.5));
    try {
      IsolatedDecoder decoder = files.decode(copies.of(upload), wholeSeconds, SAMPLE_RATE);
      return new Stream(decoder, Math.round(wholeSeconds * SAMPLE_RATE));
    } catch (IOException | ProcessingException e) {
      throw failed(e);
    }
  }

  private static PlaybackException failed(Exception e) {
    return new PlaybackException("The raw file cannot be played: " + e.getMessage(), e);
  }

  private static final class Stream implements StereoStream {
    private final IsolatedDecoder decoder;
    private final long firstFrame;
    private final float[] interleaved = new float[BLOCK_FRAMES * CHANNELS];

    Stream(IsolatedDecoder decoder, long firstFrame) {
      this.decoder = decoder;
      this.firstFrame = firstFrame;
    }

    @Override
    public long firstFrame() {
      return firstFrame;
    }

    @Override
    public int sampleRate() {
      return SAMPLE_RATE;
    }

    @Override
    public OptionalDouble musicSeconds() {
      return decoder.info().estimatedSeconds();
    }

    @Override
    public boolean read(AudioBlock stereo) throws PlaybackException {
      int frames;
      try {
        frames = decoder.read(interleaved);
      } catch (ProcessingException e) {
        throw failed(e);
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
}
