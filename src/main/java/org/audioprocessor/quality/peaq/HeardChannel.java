package org.audioprocessor.quality.peaq;

/** What the ear hears of one channel of one signal: frame by frame, for one thread. */
public final class HeardChannel {
  /** In sone: below it the noise loudness is not counted yet (clause 5.2.4.2). */
  private static final double LOUDNESS_THRESHOLD = 0.1;

  final EarModel ear = new EarModel();
  final Modulation modulation = new Modulation();

  /** Hears the next frame, {@link CriticalBands#FRAME} finite samples. */
  public void hear(float[] frame) {
    ear.frame(frame);
    modulation.frame(ear.unsmeared);
  }

  public boolean loud() {
    return Loudness.sone(ear.excitation) > LOUDNESS_THRESHOLD;
  }

  /** Whether the newer half of the frame reaches the energy threshold. */
  public boolean energetic() {
    return ear.energetic;
  }
}
