package org.audioprocessor.preview.line;

import org.audioprocessor.preview.PlaybackException;

/**
 * Takes stereo sound and plays it at its own pace, some of it queued. Nothing waits. For one
 * thread. A line begins stopped: it takes sound but plays none.
 */
public interface AudioLine extends AutoCloseable {

  /** In Hz. */
  int sampleRate();

  /** How many frames it takes now. */
  int writableFrames() throws PlaybackException;

  /**
   * Queues frames of both planes, which are not kept; ±1.0 is full scale, what lies outside is cut.
   *
   * @param frames at most {@link #writableFrames()}
   */
  void write(float[][] stereo, int offset, int frames);

  void start();

  /** Stops at once; what is queued stays. */
  void stop();

  /** Forgets what is queued and counts {@link #heardFrames} from 0 again. */
  void flush();

  /** How many frames have become audible since it was opened or flushed. */
  long heardFrames();

  /** Empty for a line that can be heard; else why not, as a sentence. */
  default String silence() {
    return "";
  }

  @Override
  void close();
}
