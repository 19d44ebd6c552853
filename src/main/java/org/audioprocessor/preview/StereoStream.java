package org.audioprocessor.preview;

import java.util.OptionalDouble;
import org.audioprocessor.media.AudioBlock;

/**
 * Sound that is read once from a place on, in two channels. For one thread, which also closes it.
 */
public interface StereoStream extends AutoCloseable {

  /** In Hz, constant. */
  int sampleRate();

  /**
   * Which frame of music the first {@link #read} begins with, counted at {@link #sampleRate()} from
   * the music's first sample; negative where silence or priming precedes it.
   */
  long firstFrame();

  /** How long the music is, where that is known. */
  OptionalDouble musicSeconds();

  /**
   * Replaces the block by the next stretch, of any length and of two channels; it is lent until the
   * next call.
   *
   * @return false at the end
   * @throws PlaybackException if it cannot go on, with a sentence for people
   */
  boolean read(AudioBlock stereo) throws PlaybackException, InterruptedException;

  @Override
  void close();
}
