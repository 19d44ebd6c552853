package org.audioprocessor.preview.line;

/** Opens the line that a player writes to, on the player's thread. */
@FunctionalInterface
public interface AudioLineOpener {

  /**
   * A line of this rate, never null; one that nobody hears where there is no device.
   *
   * @param sampleRate in Hz
   */
  AudioLine open(int sampleRate);

  /** The default sound device with 120 ms queued. */
  static AudioLineOpener systemDefault() {
    return sampleRate -> JavaSoundLine.openOrSilent(sampleRate, sampleRate * 12 / 100);
  }
}
