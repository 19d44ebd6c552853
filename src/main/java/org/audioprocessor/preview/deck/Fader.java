package org.audioprocessor.preview.deck;

/**
 * Applies gains without steps: ramps, fades in after a jump, fades between sounds. Also supplies
 * the music with the fades only, for the meter.
 */
final class Fader {
  /** Long enough not to click, too short to be heard as a fade. */
  private static final double FADE_SECONDS = 0.005;

  /** Long enough to sound like the same short gap for every change. */
  private static final double DIP_SECONDS = 0.01;

  /** The sound that ends, which may have run out. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Ending(float[][] stereo, int frames) {}

  /** The shares of both sounds in one frame, and the gain of the new one. */
  private record Shares(double before, double after, double newGain) {}

  private final int fadeFrames;
  private final int dipFrames;
  private double gain;
  private int fadedIn;

  Fader(int sampleRate) {
    fadeFrames = (int) (FADE_SECONDS * sampleRate);
    dipFrames = Math.min(Sound.BLOCK_FRAMES, (int) (DIP_SECONDS * sampleRate));
    fadedIn = fadeFrames;
  }

  /** Frames of a change through silence. */
  int dipFrames() {
    return dipFrames;
  }

  /** Frames of a fade. */
  int frames() {
    return fadeFrames;
  }

  /** Starts after a jump at this gain; fades in, except at the start of the music. */
  void begin(double firstGain, boolean fromSilence) {
    gain = firstGain;
    fadedIn = fromSilence ? 0 : fadeFrames;
  }

  /**
   * Ramps to a gain.
   *
   * @param plain filled with the music without the gain
   */
  void amplify(float[][] stereo, float[][] plain, int frames, double wanted) {
    double step = frames == 0 ? 0 : (wanted - gain) / frames;
    for (int i = 0; i < frames; i++) {
      gain += step;
      double fade = 1;
      if (fadedIn < fadeFrames) {
        fadedIn++;
        fade = (double) fadedIn / fadeFrames;
      }
      for (int channel = 0; channel < stereo.length; channel++) {
        plain[channel][i] = (float) (stereo[channel][i] * fade);
        stereo[channel][i] *= (float) (gain * fade);
      }
    }
    gain = wanted;
  }

  /**
   * Fades to another sound. Both are the same music, so their sum keeps its level.
   *
   * @param stereo the new sound, replaced by the mix
   * @param plain filled with the mix without gains
   */
  void cross(Ending old, float[][] stereo, float[][] plain, int frames, double newGain) {
    for (int i = 0; i < frames; i++) {
      double share = (i + 1.0) / fadeFrames;
      mix(old, stereo, plain, i, new Shares(1 - share, share, newGain));
    }
    begin(newGain, false);
  }

  /** Changes to another sound through silence: the parameters are those of {@link #cross}. */
  void dip(Ending old, float[][] stereo, float[][] plain, int frames, double newGain) {
    double half = dipFrames / 2.0;
    for (int i = 0; i < frames; i++) {
      double fadeOut = Math.max(0, 1 - (i + 1) / half);
      double fadeIn = Math.max(0, (i + 1) / half - 1);
      mix(old, stereo, plain, i, new Shares(fadeOut, fadeIn, newGain));
    }
    begin(newGain, false);
  }

  private void mix(Ending old, float[][] stereo, float[][] plain, int i, Shares shares) {
    for (int channel = 0; channel < stereo.length; channel++) {
      double before = i < old.frames() ? old.stereo()[channel][i] * shares.before() : 0;
      double after = stereo[channel][i] * shares.after();
      plain[channel][i] = (float) (before + after);
      stereo[channel][i] = (float) (before * gain + after * shares.newGain());
    }
  }
}
