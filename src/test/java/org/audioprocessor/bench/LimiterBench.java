package org.audioprocessor.bench;

import static org.audioprocessor.testing.Signals.at;

import java.util.concurrent.TimeUnit;
import org.audioprocessor.loudness.TruePeakLimiter;
import org.audioprocessor.testing.Signals;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time per minute of stereo at 44.1 kHz: idle, at work, hard at work. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LimiterBench {
  private static final int RATE = 44_100;
  private static final int BLOCK = 4096;

  @Param({"-10", "6", "14"})
  public double gainDb;

  private final float[][] minute = Signals.music(RATE, 1, at(-12, 20), at(-6, 20), at(-9, 20));
  private final float[][] out = new float[2][BLOCK];

  @Benchmark
  public double limit() {
    TruePeakLimiter limiter = new TruePeakLimiter(RATE, 2, -1.5);
    limiter.setGainDb(gainDb);
    for (int frame = 0; frame < minute[0].length; frame += BLOCK) {
      limiter.process(minute, frame, Math.min(BLOCK, minute[0].length - frame), out);
    }
    limiter.finish(out);
    return limiter.maxReductionDb();
  }
}
