package org.audioprocessor.bench;

import static org.audioprocessor.testing.Signals.at;

import java.util.concurrent.TimeUnit;
import org.audioprocessor.loudness.EnvelopeRecorder;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.TruePeakLimiter;
import org.audioprocessor.testing.Signals;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time per minute of stereo at 44.1 kHz, as it is and limited to about −9 LUFS. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MeterBench {
  private static final int RATE = 44_100;
  private static final int BLOCK = 4096;

  /** Gain before the limiter that made the signal. */
  @Param({"0", "14"})
  public double gainDb;

  private float[][] minute = new float[2][0];

  @Setup(Level.Trial)
  public void limit() {
    float[][] music = Signals.music(RATE, 1, at(-12, 20), at(-6, 20), at(-9, 20));
    TruePeakLimiter limiter = new TruePeakLimiter(RATE, 2, -1);
    limiter.setGainDb(gainDb);
    minute = new float[2][music[0].length];
    limiter.process(music, 0, music[0].length, minute);
  }

  @Benchmark
  public LoudnessSnapshot meter() {
    LoudnessMeter meter = LoudnessMeter.stereo(RATE);
    for (int frame = 0; frame < minute[0].length; frame += BLOCK) {
      meter.feed(minute, frame, Math.min(BLOCK, minute[0].length - frame));
    }
    return meter.finish();
  }

  @Benchmark
  public LoudnessEnvelope envelope() {
    EnvelopeRecorder recorder = new EnvelopeRecorder(RATE, new double[] {5750, 9500, 16_000});
    recorder.feed(minute, 0, minute[0].length);
    return recorder.envelope();
  }
}
