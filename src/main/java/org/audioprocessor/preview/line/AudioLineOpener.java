package org.audioprocessor.preview.line;

/** Opens the line of a player, on the player's thread. */
@FunctionalInterface
public interface AudioLineOpener {

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
