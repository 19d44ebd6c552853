package org.audioprocessor.loudness;

import static org.audioprocessor.loudness.HopWindow.MOMENTARY_HOPS;
import static org.audioprocessor.loudness.HopWindow.SHORT_TERM_HOPS;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Measures loudness as EBU Tech 3341 and 3342 and ITU-R BS.1770-5 define it, in hops of 10 ms.
 *
 * <p>One thread feeds, any thread reads {@link #snapshot()}. Memory does not grow with the signal,
 * and the figures do not depend on how it is cut into blocks.
 */
public final class LoudnessMeter {
  private static final int LOWEST_RATE = 8_000;
  private static final int HIGHEST_RATE = 192_000;
  private static final int MOST_CHANNELS = 8;
  private static final int HOPS_PER_BLOCK = 10;
  private static final double INTEGRATED_GATE_LU = 10;
  public static final double RANGE_GATE_LU = 20;
  public static final double RANGE_LOW = 0.10;
  public static final double RANGE_HIGH = 0.95;

  private final int sampleRate;
  private final double[] channelWeights;
  private final KWeighting[] weightings;
  private final double[] channelEnergies;
  private final TruePeakMeter truePeak;
  private final HopWindow window = new HopWindow();
  private final GatedHistogram blocks = new GatedHistogram();
  private final GatedHistogram shortTerms = new GatedHistogram();
  private @Nullable HopListener listener;

  private long frame;
  private long hopStart;
  private long hopEnd;
  private double hopPeak;
  private double momentary;
  private double shortTerm;
  private double maxMomentary;
  private double maxShortTerm;
  private boolean finished;
  private volatile long feeder;
  private volatile boolean wanted;
  private volatile LoudnessSnapshot snapshot;

  /**
   * A meter for any channel layout.
   *
   * @param sampleRate 8 000 to 192 000 Hz
   * @param channelWeights on power, one a channel, 1 to 8: front 1, LFE 0, surround 1.41
   *     (BS.1770-5, table 4)
   * @throws IllegalArgumentException if either is out of range
   */
  public LoudnessMeter(int sampleRate, double[] channelWeights) {
    requireSupported(sampleRate, channelWeights.length);
    this.sampleRate = sampleRate;
    this.channelWeights = channelWeights.clone();
    weightings = new KWeighting[channelWeights.length];
    for (int channel = 0; channel < weightings.length; channel++) {
      weightings[channel] = new KWeighting(sampleRate);
    }
    channelEnergies = new double[channelWeights.length];
    truePeak = new TruePeakMeter(sampleRate, channelWeights.length);
    hopEnd = HopWindow.startOf(1, sampleRate);
    snapshot = LoudnessSnapshot.none(channelWeights.length);
  }

  /** A meter for two front channels. */
  public static LoudnessMeter stereo(int sampleRate) {
    return new LoudnessMeter(sampleRate, new double[] {1, 1});
  }

  static void requireSupported(int sampleRate, int channels) {
    if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
      throw new IllegalArgumentException(
          "The sample rate must be between 8000 and 192000 Hz, not " + sampleRate + ".");
    }
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new IllegalArgumentException(
          "The signal must have between 1 and 8 channels, not " + channels + ".");
    }
  }

  /** Registers a listener for completed hops. */
  public void onHop(HopListener hopListener) {
    this.listener = hopListener;
  }

  /**
   * Measures {@code frames} frames of {@code planar[channel]} from {@code offset}; nothing is kept.
   *
   * @throws IllegalStateException after {@link #finish()}
   */
  public void feed(float[][] planar, int offset, int frames) {
    if (finished) {
      throw new IllegalStateException("The measurement is finished; reset the meter first.");
    }
    long thread = Thread.currentThread().threadId();
    if (feeder != thread) {
      feeder = thread;
    }
    int position = offset;
    int left = frames;
    while (left > 0) {
      int count = (int) Math.min(left, hopEnd - frame);
      feedWithinHop(planar, position, count);
      position += count;
      left -= count;
    }
  }

  private void feedWithinHop(float[][] planar, int offset, int frames) {
    for (int channel = 0; channel < weightings.length; channel++) {
      if (channelWeights[channel] > 0) {
        channelEnergies[channel] =
            weightings[channel].addSquares(
                channelEnergies[channel], planar[channel], offset, frames);
      }
    }
    hopPeak = Math.max(hopPeak, truePeak.feed(planar, offset, frames));
    frame += frames;
    if (frame == hopEnd) {
      completeHop();
    }
  }

  private void completeHop() {
    int frames = (int) (hopEnd - hopStart);
    double energy = 0;
    for (int channel = 0; channel < weightings.length; channel++) {
      energy += channelWeights[channel] * channelEnergies[channel];
      channelEnergies[channel] = 0;
      weightings[channel].settle();
    }
    window.add(energy, frames);
    measureWindows(window.momentary(), window.shortTerm());
    if (wanted) {
      wanted = false;
      snapshot = current();
    }
    if (listener != null) {
      listener.hop(energy / frames, hopPeak);
    }
    hopPeak = 0;
    hopStart = hopEnd;
    hopEnd = HopWindow.startOf(window.hops() + 1, sampleRate);
  }

  private void measureWindows(double nowMomentary, double nowShortTerm) {
    momentary = nowMomentary;
    shortTerm = nowShortTerm;
    maxMomentary = Math.max(maxMomentary, momentary);
    maxShortTerm = Math.max(maxShortTerm, shortTerm);
    if (window.hops() % HOPS_PER_BLOCK == 0 && window.hops() >= MOMENTARY_HOPS) {
      blocks.add(momentary);
      if (window.hops() >= SHORT_TERM_HOPS) {
        shortTerms.add(shortTerm);
      }
    }
  }

  /** Costs more than a hop, so it is computed only on request. */
  private LoudnessSnapshot current() {
    return new LoudnessSnapshot(
        Decibels.lufsOrNone(momentary),
        Decibels.lufsOrNone(shortTerm),
        blocks.gatedLufs(INTEGRATED_GATE_LU),
        rangeLu(shortTerms),
        Decibels.peakOrNone(truePeak.peak()),
        Decibels.lufsOrNone(maxMomentary),
        Decibels.lufsOrNone(maxShortTerm),
        peaks(),
        (double) frame / sampleRate);
  }

  public static OptionalDouble rangeLu(GatedHistogram shortTerms) {
    OptionalDouble low = shortTerms.percentileLufs(RANGE_LOW, RANGE_GATE_LU);
    OptionalDouble high = shortTerms.percentileLufs(RANGE_HIGH, RANGE_GATE_LU);
    return low.isPresent() && high.isPresent()
        ? OptionalDouble.of(high.getAsDouble() - low.getAsDouble())
        : OptionalDouble.empty();
  }

  private List<OptionalDouble> peaks() {
    List<OptionalDouble> peaks = new ArrayList<>(weightings.length);
    for (int channel = 0; channel < weightings.length; channel++) {
      peaks.add(Decibels.peakOrNone(truePeak.peak(channel)));
    }
    return peaks;
  }

  /**
   * Returns the figures up to the last completed hop, from any thread. The feeding thread gets the
   * current figures. Any other thread's request is answered at the next hop; a polling thread
   * therefore sees the previous poll's figures.
   */
  public LoudnessSnapshot snapshot() {
    if (Thread.currentThread().threadId() == feeder && !finished) {
      snapshot = current();
    } else {
      wanted = true;
    }
    return snapshot;
  }

  /** Ends the measurement and returns the figures of the whole signal; on the feeding thread. */
  public LoudnessSnapshot finish() {
    if (!finished) {
      finished = true;
      truePeak.finish();
      snapshot = current();
    }
    return snapshot;
  }

  /** Resets the measurement and keeps the listener. On the feeding thread. */
  public void reset() {
    for (int channel = 0; channel < weightings.length; channel++) {
      weightings[channel].clear();
      channelEnergies[channel] = 0;
    }
    truePeak.reset();
    window.clear();
    blocks.clear();
    shortTerms.clear();
    frame = 0;
    hopStart = 0;
    hopEnd = HopWindow.startOf(1, sampleRate);
    hopPeak = 0;
    momentary = 0;
    shortTerm = 0;
    maxMomentary = 0;
    maxShortTerm = 0;
    finished = false;
    snapshot = LoudnessSnapshot.none(weightings.length);
  }
}
