package org.audioprocessor.preview.source;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.StereoStream;

/** An M4A that is decoded in this process. */
record M4aStream(M4aSound sound, M4aSound.Facts facts) implements StereoStream {
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
      throw new PlaybackException("The M4A cannot be read on: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    sound.close();
  }
}
