package org.audioprocessor.quality;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.audioprocessor.quality.peaq.ChannelPair;
import org.audioprocessor.quality.peaq.CriticalBands;
import org.audioprocessor.quality.peaq.Detection;
import org.audioprocessor.quality.peaq.HeardChannel;
import org.audioprocessor.quality.peaq.ModelOutputs;

/** One signal under test: what its difference from the reference adds up to. */
final class SignalUnderTest {
  /** Half a second, until which filters settle (clause 5.2.4.1). */
  private static final long SETTLING_FRAMES = 24;

  /** 50 ms from the loudness threshold on (clause 5.2.4.2). */
  private static final long FRAMES_AFTER_LOUD = 3;

  /** The frame under test, filled by the meter. */
  final float[][] samples = new float[2][CriticalBands.FRAME];

  private final ChannelPair left;
  private final ChannelPair right;
  private final Detection detection = new Detection();
  private long firstLoud = Long.MAX_VALUE;

  SignalUnderTest(HeardChannel left, HeardChannel right) {
    this.left = new ChannelPair(left);
    this.right = new ChannelPair(right);
  }

  /**
   * Compares the frame with the one that the reference's channels heard last.
   *
   * @param frame its number, from 0
   * @param counts whether the data have begun
   * @param data whether this frame is within the data boundary
   */
  void compare(long frame, boolean counts, boolean data) {
    left.hear(samples[0]);
    right.hear(samples[1]);
    if (firstLoud == Long.MAX_VALUE && (left.loud() || right.loud())) {
      firstLoud = frame;
    }
    if (counts) {
      count(left, frame);
      count(right, frame);
      detection.frame(left, right);
    }
    if (data) {
      left.mark();
      right.mark();
      detection.mark();
    }
  }

  private void count(ChannelPair channel, long frame) {
    channel.count();
    if (frame >= SETTLING_FRAMES) {
      channel.countModulation();
      if (frame - FRAMES_AFTER_LOUD >= firstLoud) {
        channel.countNoiseLoudness();
      }
    }
    if (left.energetic() || right.energetic()) {
      channel.countHarmonics();
    }
  }

  Optional<QualityScore> score() {
    boolean measurable = mean(pair -> pair.modulation.windowed1()).isPresent();
    return measurable ? Optional.of(QualityScore.of(outputs())) : Optional.empty();
  }

  private ModelOutputs outputs() {
    return new ModelOutputs(
        meanOrZero(pair -> pair.bandwidth.reference()),
        meanOrZero(pair -> pair.bandwidth.test()),
        meanOrZero(pair -> pair.noiseToMask.total()),
        meanOrZero(pair -> pair.modulation.windowed1()),
        detection.averageDistortedBlock(),
        meanOrZero(pair -> pair.harmonics.mean()),
        meanOrZero(pair -> pair.modulation.average1()),
        meanOrZero(pair -> pair.modulation.average2()),
        meanOrZero(pair -> pair.noiseLoudness.rms()),
        detection.maximumFiltered(),
        meanOrZero(pair -> pair.noiseToMask.disturbedFrames()));
  }

  private double meanOrZero(Function<ChannelPair, OptionalDouble> variable) {
    return mean(variable).orElse(0);
  }

  /** Over the channels that have a value. */
  private OptionalDouble mean(Function<ChannelPair, OptionalDouble> variable) {
    OptionalDouble ofLeft = variable.apply(left);
    OptionalDouble ofRight = variable.apply(right);
    if (ofLeft.isEmpty() || ofRight.isEmpty()) {
      return ofLeft.isPresent() ? ofLeft : ofRight;
    }
    return OptionalDouble.of((ofLeft.getAsDouble() + ofRight.getAsDouble()) / 2);
  }
}
