package org.audioprocessor.preview.line;

import org.audioprocessor.preview.PlaybackException;

/**
 * Queues stereo sound and plays it in real time. No method blocks. For one thread. A new line is
 * stopped: it queues sound without playing it.
 */
public interface AudioLine extends AutoCloseable {

  /** Returns the sample rate in Hz. */
  int sampleRate();

  /** Free space, in frames. */
  int writableFrames() throws PlaybackException;

  /**
   * Queues a copy of frames of both planes; ±1.0 is full scale, and values outside are clipped.
   *
   * @param frames at most {@link #writableFrames()}
   */
  void write(float[][] stereo, int offset, int frames);

  void start();

  /** Stops at once; keeps the queue. */
  void stop();

  /** Drops the queue and resets {@link #heardFrames} to 0. */
  void flush();

  /** Number of frames that became audible since the line was opened or flushed. */
  long heardFrames();

  /** Why the line is silent, as a sentence; empty for an audible line. */
  default String silence() {
    return "";
  }

  @Override
  void close();

  /** Opens the line of a player, on the player's thread. */
  @FunctionalInterface
  interface AudioLineOpener {

    /**
     * Opens a line of this rate; a silent line if there is no device.
     *
     * @param sampleRate in Hz
     */
    AudioLine open(int sampleRate);

    /** The default sound device with 120 ms queued. */
    static AudioLineOpener systemDefault() {
      return sampleRate -> JavaSoundLine.openOrSilent(sampleRate, sampleRate * 12 / 100);
    }
  }
}
