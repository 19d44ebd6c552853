package org.audioprocessor.preview.deck;

/** Applies gains without steps: ramps, fades in after a jump, fades from one sound to another. */
final class Fader {
  /** Long enough not to click, too short to be heard as a fade. */
  private static final double FADE_SECONDS = 0.005;

  /** Long enough to be heard as the same small gap, whatever changes behind it. */
  private static final double DIP_SECONDS = 0.01;

  private final int fadeFrames;
  private final int dipFrames;
  private double gain;
  private int fadedIn;

  Fader(int sampleRate) {
    fadeFrames = (int) (FADE_SECONDS * sampleRate);
    dipFrames = Math.min(Sound.BLOCK_FRAMES, (int) (DIP_SECONDS * sampleRate));
    fadedIn = fadeFrames;
  }

  /** How long a change through silence is. */
  int dipFrames() {
    return dipFrames;
  }

  /** How long a fade is. */
  int frames() {
    return fadeFrames;
  }

  /** A jump: begins at this gain, from silence unless the music itself begins. */
  void begin(double firstGain, boolean fromSilence) {
    gain = firstGain;
    fadedIn = fromSilence ? 0 : fadeFrames;
  }

  /** Ramps to the gain that is wanted now. */
  void amplify(float[][] stereo, int frames, double wanted) {
    double step = frames == 0 ? 0 : (wanted - gain) / frames;
    for (int i = 0; i < frames; i++) {
      gain += step;
      double factor = gain;
      if (fadedIn < fadeFrames) {
        fadedIn++;
        factor *= (double) fadedIn / fadeFrames;
      }
      stereo[0][i] *= (float) factor;
      stereo[1][i] *= (float) factor;
    }
    gain = wanted;
  }

  /**
   * Fades to another sound. Both are the same music, so their sum keeps its level.
   *
   * @param ending frames of what was heard, which may have run out
   * @param stereo the new sound, replaced by the mix
   */
  void cross(float[][] old, int ending, float[][] stereo, int frames, double newGain) {
    for (int channel = 0; channel < stereo.length; channel++) {
      for (int i = 0; i < frames; i++) {
        double share = (i + 1.0) / fadeFrames;
        double before = i < ending ? old[channel][i] * gain * (1 - share) : 0;
        stereo[channel][i] = (float) (before + stereo[channel][i] * newGain * share);
      }
    }
    begin(newGain, false);
  }

  /** Changes to another sound through silence: the parameters are those of {@link #cross}. */
  void dip(float[][] old, int ending, float[][] stereo, int frames, double newGain) {
    double half = dipFrames / 2.0;
    for (int channel = 0; channel < stereo.length; channel++) {
      for (int i = 0; i < frames; i++) {
        double before = i < ending ? old[channel][i] * gain * Math.max(0, 1 - (i + 1) / half) : 0;
        double after = stereo[channel][i] * newGain * Math.max(0, (i + 1) / half - 1);
        stereo[channel][i] = (float) (before + after);
      }
    }
    begin(newGain, false);
  }
}
