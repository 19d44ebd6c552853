package org.audioprocessor.quality.peaq;

/** One channel of a signal under test beside the same of its reference, and the sums over both. */
public final class ChannelPair {
  final EarModel reference;
  final EarModel test;
  public final ModulationDifference modulation = new ModulationDifference();
  public final NoiseLoudness noiseLoudness = new NoiseLoudness();
  public final BandwidthEstimate bandwidth = new BandwidthEstimate();
  public final NoiseToMask noiseToMask = new NoiseToMask();
  public final HarmonicStructure harmonics = new HarmonicStructure();

  private final HeardChannel heardReference;
  private final HeardChannel heardTest = new HeardChannel();
  private final PatternAdaptation adaptation = new PatternAdaptation();

  /**
   * @param reference may be shared by several pairs; hears each frame before the pair does
   */
  public ChannelPair(HeardChannel reference) {
    heardReference = reference;
    this.reference = reference.ear;
    test = heardTest.ear;
  }

  /** Hears the frame under test that belongs to the one that the reference heard last. */
  public void hear(float[] testFrame) {
    heardTest.hear(testFrame);
    adaptation.adapt(reference.excitation, test.excitation);
  }

  public boolean loud() {
    return heardReference.loud() && heardTest.loud();
  }

  public boolean energetic() {
    return heardReference.energetic() || heardTest.energetic();
  }

  /** Counts what needs no delay. */
  public void count() {
    bandwidth.frame(reference.power, test.power);
    noiseToMask.frame(reference, test);
  }

  public void countModulation() {
    modulation.frame(heardReference.modulation, heardTest.modulation);
  }

  public void countNoiseLoudness() {
    noiseLoudness.frame(adaptation, heardReference.modulation, heardTest.modulation);
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
