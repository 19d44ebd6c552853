package org.audioprocessor.loudness;

/** What a fresh meter says about a whole stereo signal. */
public final class Metered {
  private Metered() {}

  public static LoudnessSnapshot whole(int sampleRate, float[][] signal) {
    return inBlocks(sampleRate, signal, signal[0].length);
  }

  static LoudnessSnapshot inBlocks(int sampleRate, float[][] signal, int block) {
    LoudnessMeter meter = LoudnessMeter.stereo(sampleRate);
    for (int frame = 0; frame < signal[0].length; frame += block) {
      meter.feed(signal, frame, Math.min(block, signal[0].length - frame));
    }
    return meter.finish();
  }

  public static LoudnessEnvelope envelope(
      int sampleRate, float[][] signal, double... bandwidthsHz) {
    EnvelopeRecorder recorder = new EnvelopeRecorder(sampleRate, bandwidthsHz);
    recorder.feed(signal, 0, signal[0].length);
    return recorder.envelope();
  }

  static double truePeakDbtp(int sampleRate, float[][] signal) {
    TruePeakMeter meter = new TruePeakMeter(sampleRate, signal.length);
    meter.feed(signal, 0, signal[0].length);
    meter.finish();
    return Decibels.ofAmplitude(meter.peak());
  }

  /** Through the limiter in uneven blocks; the result is as long as the signal. */
  static float[][] limited(TruePeakLimiter limiter, float[][] signal) {
    int frames = signal[0].length;
    float[][] out = new float[signal.length][frames];
    float[][] block = new float[signal.length][4096];
    int written = 0;
    int size = 1000;
    for (int frame = 0; frame < frames; frame += size) {
      size = frame % 3 == 0 ? 4096 : 777;
      int count = limiter.process(signal, frame, Math.min(size, frames - frame), block);
      written += copy(block, count, out, written);
    }
    int count = limiter.finish(block);
    while (count > 0) {
      written += copy(block, count, out, written);
      count = limiter.finish(block);
    }
    if (written != frames) {
      throw new AssertionError(frames + " frames went in, " + written + " came out");
    }
    return out;
  }

  private static int copy(float[][] block, int count, float[][] out, int at) {
    for (int channel = 0; channel < out.length; channel++) {
      System.arraycopy(block[channel], 0, out[channel], at, count);
    }
    return count;
  }
}
