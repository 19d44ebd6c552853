package org.audioprocessor.desktop.preview.sound;

import java.util.OptionalDouble;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.IsolatedDecoder;

/** Sound that is decoded in a child process. */
final class IsolatedStream implements StereoStream {
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
