package org.audioprocessor.preview;

import java.util.OptionalDouble;
import org.audioprocessor.media.AudioBlock;

/**
 * A source that can be decoded from any position. Raw files and published files are untrusted:
 * outside of tests they are decoded in a child process. Safe for use by many threads.
 */
@FunctionalInterface
public interface PcmSource {

  /**
   * Opens a stream that starts at this position or slightly earlier, with the same samples as a
   * stream from the start. Blocks until the first sound is decoded.
   *
   * @param fromSeconds of music, from 0
   * @throws PlaybackException with a sentence for the user
   */
  StereoStream open(double fromSeconds) throws PlaybackException, InterruptedException;

  /** Reads stereo sound once from a position. For one thread, which also closes it. */
  interface StereoStream extends AutoCloseable {

    /** Returns the sample rate in Hz; it does not change. */
    int sampleRate();

    /**
     * The frame of music at which the first {@link #read} starts, at {@link #sampleRate()}; 0 is
     * the music's first sample, and negative frames are silence or priming.
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
}
