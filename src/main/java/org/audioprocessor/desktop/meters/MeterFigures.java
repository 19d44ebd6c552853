package org.audioprocessor.desktop.meters;

import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.preview.meter.EbuReading;

/**
 * The figures to draw. Each frame refills the same object, so that drawing creates no garbage. NaN
 * means no value yet and is never shown. UI thread only.
 */
final class MeterFigures {
  static final double NONE = Double.NaN;

  double momentaryLufs;
  double shortTermLufs;
  double integratedLufs;
  double rangeLu;
  double maxMomentaryLufs;
  double maxShortTermLufs;
  final double[] truePeakDbtp = new double[2];
  final double[] maxTruePeakDbtp = new double[2];

  /** The measured time. */
  double seconds;

  boolean rangeUnstable;
  boolean running;

  MeterFigures() {
    clear();
  }

  void clear() {
    momentaryLufs = NONE;
    shortTermLufs = NONE;
    integratedLufs = NONE;
    rangeLu = NONE;
    maxMomentaryLufs = NONE;
    maxShortTermLufs = NONE;
    peaks(truePeakDbtp, List.of());
    peaks(maxTruePeakDbtp, List.of());
    seconds = 0;
    rangeUnstable = true;
    running = false;
  }

  /** Reads the player's meter. */
  void read(EbuReading reading, boolean playing) {
    EbuReading.Integrated since = reading.integrated();
    momentaryLufs = playing ? orNone(reading.momentaryLufs()) : NONE;
    shortTermLufs = playing ? orNone(reading.shortTermLufs()) : NONE;
    integratedLufs = orNone(since.integratedLufs());
    rangeLu = orNone(since.loudnessRangeLu());
    maxMomentaryLufs = orNone(since.maxMomentaryLufs());
    maxShortTermLufs = orNone(since.maxShortTermLufs());
    peaks(truePeakDbtp, playing ? reading.truePeakDbtp() : List.of());
    peaks(maxTruePeakDbtp, since.maxTruePeakDbtp());
    seconds = since.seconds();
    rangeUnstable = since.rangeUnstable();
    running = reading.running();
  }

  /** Reads the meter of a processing step, which keeps its highest peak only. */
  void read(LoudnessSnapshot snapshot) {
    momentaryLufs = orNone(snapshot.momentaryLufs());
    shortTermLufs = orNone(snapshot.shortTermLufs());
    integratedLufs = orNone(snapshot.integratedLufs());
    rangeLu = orNone(snapshot.loudnessRangeLu());
    maxMomentaryLufs = orNone(snapshot.maxMomentaryLufs());
    maxShortTermLufs = orNone(snapshot.maxShortTermLufs());
    peaks(truePeakDbtp, snapshot.truePeakPerChannelDbtp());
    peaks(maxTruePeakDbtp, snapshot.truePeakPerChannelDbtp());
    seconds = snapshot.seconds();
    rangeUnstable = snapshot.rangeUnstable();
    running = true;
  }

  /** Returns a number that changes with any displayed figure and is equal for equal figures. */
  long stamp() {
    long stamp = with(running ? 1 : 0, rangeUnstable ? 1 : 0);
    stamp = with(with(stamp, momentaryLufs), shortTermLufs);
    stamp = with(with(stamp, integratedLufs), rangeLu);
    stamp = with(with(stamp, maxMomentaryLufs), maxShortTermLufs);
    stamp = with(with(stamp, truePeakDbtp[0]), truePeakDbtp[1]);
    return with(with(stamp, maxTruePeakDbtp[0]), maxTruePeakDbtp[1]);
  }

  private static long with(long stamp, double value) {
    return 31 * stamp + Double.doubleToLongBits(value);
  }

  /** Returns the highest peak of both channels since the start. */
  double highestPeakDbtp() {
    if (Double.isNaN(maxTruePeakDbtp[0])) {
      return maxTruePeakDbtp[1];
    }
    return Double.isNaN(maxTruePeakDbtp[1])
        ? maxTruePeakDbtp[0]
        : Math.max(maxTruePeakDbtp[0], maxTruePeakDbtp[1]);
  }

  /** Mono fills both channels; of more than two channels the highest is shown on the right. */
  private static void peaks(double[] into, List<OptionalDouble> channels) {
    into[0] = channels.isEmpty() ? NONE : orNone(channels.getFirst());
    into[1] = into[0];
    for (int channel = 1; channel < channels.size(); channel++) {
      double peak = orNone(channels.get(channel));
      into[1] = channel == 1 || peak > into[1] ? peak : into[1];
    }
  }

  private static double orNone(OptionalDouble value) {
    return value.orElse(NONE);
  }
}
