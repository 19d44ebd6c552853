package org.audioprocessor.preview;

import java.util.OptionalDouble;
import org.audioprocessor.media.AudioBlock;

/** Reads stereo sound once from a position. For one thread, which also closes it. */
public interface StereoStream extends AutoCloseable {

  /** In Hz, constant. */
  int sampleRate();

  /**
   * The frame of music at which the first {@link #read} starts, at {@link #sampleRate()}; 0 is the
   * music's first sample, and negative frames are silence or priming.
   */
  long firstFrame();

  /** Duration of the music, if it is known. */
  OptionalDouble musicSeconds();

  /**
   * Replaces the block with the next frames, of any number, in two channels; valid until the next
   * call.
   *
   * @return false at the end
   * @throws PlaybackException if decoding fails, with a sentence for the user
   */
  boolean read(AudioBlock stereo) throws PlaybackException, InterruptedException;

  @Override
  void close();
}
