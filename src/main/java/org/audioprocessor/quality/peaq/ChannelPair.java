package org.audioprocessor.quality.peaq;

/** One channel of both signals: the ear models, what follows from them, and its sums. */
public final class ChannelPair {
  /** In sone: below it the noise loudness is not counted yet (clause 5.2.4.2). */
  private static final double LOUDNESS_THRESHOLD = 0.1;

  final EarModel reference = new EarModel();
  final EarModel test = new EarModel();
  public final ModulationDifference modulation = new ModulationDifference();
  public final NoiseLoudness noiseLoudness = new NoiseLoudness();
  public final BandwidthEstimate bandwidth = new BandwidthEstimate();
  public final NoiseToMask noiseToMask = new NoiseToMask();
  public final HarmonicStructure harmonics = new HarmonicStructure();

  private final PatternAdaptation adaptation = new PatternAdaptation();
  private final Modulation referenceModulation = new Modulation();
  private final Modulation testModulation = new Modulation();

  /** Lets both ears hear the next frame. */
  public void hear(float[] referenceFrame, float[] testFrame) {
    reference.frame(referenceFrame);
    test.frame(testFrame);
    adaptation.adapt(reference.excitation, test.excitation);
    referenceModulation.frame(reference.unsmeared);
    testModulation.frame(test.unsmeared);
  }

  public boolean loud() {
    return Loudness.sone(reference.excitation) > LOUDNESS_THRESHOLD
        && Loudness.sone(test.excitation) > LOUDNESS_THRESHOLD;
  }

  public boolean energetic() {
    return reference.energetic || test.energetic;
  }

  /** Counts what needs no delay. */
  public void count() {
    bandwidth.frame(reference.power, test.power);
    noiseToMask.frame(reference, test);
  }

  public void countModulation() {
    modulation.frame(referenceModulation, testModulation);
  }

  public void countNoiseLoudness() {
    noiseLoudness.frame(adaptation, referenceModulation, testModulation);
  }

  public void countHarmonics() {
    harmonics.frame(reference.weighted, test.weighted);
  }

  /** The frames up to here count. */
  public void mark() {
    modulation.mark();
    noiseLoudness.mark();
    bandwidth.mark();
    noiseToMask.mark();
    harmonics.mark();
  }
}
