package org.audioprocessor.quality;

/** One channel of both signals: the ear models, what follows from them, and its sums. */
final class ChannelPair {
  /** In sone: below it the noise loudness is not counted yet (clause 5.2.4.2). */
  private static final double LOUDNESS_THRESHOLD = 0.1;

  final EarModel reference = new EarModel();
  final EarModel test = new EarModel();
  final ModulationDifference modulation = new ModulationDifference();
  final NoiseLoudness noiseLoudness = new NoiseLoudness();
  final Bandwidth bandwidth = new Bandwidth();
  final NoiseToMask noiseToMask = new NoiseToMask();
  final HarmonicStructure harmonics = new HarmonicStructure();

  private final PatternAdaptation adaptation = new PatternAdaptation();
  private final Modulation referenceModulation = new Modulation();
  private final Modulation testModulation = new Modulation();

  /** Lets both ears hear the next frame. */
  void hear(float[] referenceFrame, float[] testFrame) {
    reference.frame(referenceFrame);
    test.frame(testFrame);
    adaptation.adapt(reference.excitation, test.excitation);
    referenceModulation.frame(reference.unsmeared);
    testModulation.frame(test.unsmeared);
  }

  boolean loud() {
    return Loudness.sone(reference.excitation) > LOUDNESS_THRESHOLD
        && Loudness.sone(test.excitation) > LOUDNESS_THRESHOLD;
  }

  boolean energetic() {
    return reference.energetic || test.energetic;
  }

  /** Counts what needs no delay. */
  void count() {
    bandwidth.frame(reference.power, test.power);
    noiseToMask.frame(reference, test);
  }

  void countModulation() {
    modulation.frame(referenceModulation, testModulation);
  }

  void countNoiseLoudness() {
    noiseLoudness.frame(adaptation, referenceModulation, testModulation);
  }

  void countHarmonics() {
    harmonics.frame(reference.weighted, test.weighted);
  }

  /** The frames up to here count. */
  void mark() {
    modulation.mark();
    noiseLoudness.mark();
    bandwidth.mark();
    noiseToMask.mark();
    harmonics.mark();
  }
}
