package org.audioprocessor.loudness;

import java.util.Arrays;

/**
 * The limiter's delay line and its gain. It works in chunks of 16 samples: each chunk's true peak
 * asks for a gain at both its edges; the minimum of the look-ahead, released exponentially and
 * averaged over as many edges, is a gain that falls in a straight line and is low enough when the
 * peak arrives. Within a chunk the gain runs straight from edge to edge.
 */
final class LimiterLine {
  private static final int CHUNK = 16;
  private static final double LOOK_AHEAD_SECONDS = 0.005;
  private static final double RELEASE_SECONDS = 0.080;
  static final int ROOM = 2048;

  /** −0.0001 dB: an exponential release never ends by itself. */
  private static final double RELEASED = 0.99999;

  private final TruePeakFilter filter;
  private final float threshold;
  private final double releasePerChunk;

  /** In chunks. */
  private final int lookAhead;

  private final int latency;

  /** Samples before the end of what was examined that the next chunk's request may still scale. */
  private final int reachBack;

  private final float[] requests;
  private final double[] released;
  private final float[][] line;
  private final float[] historyPeaks;

  private double releasedLast = 1;
  private double edgeGain = 1;
  private double lowestGain = 1;
  private long chunks;
  private long framesIn;
  private int chunksSinceRequest;
  private int chunksSinceReleased;

  /** Places in the line: the end of the samples, of those examined, and of those handed out. */
  private int end;

  private int examined;
  private int taken;

  LimiterLine(int sampleRate, int channels, double threshold) {
    filter = TruePeakFilter.forRate(sampleRate);
    this.threshold = (float) threshold;
    lookAhead = (int) Math.max(2, Math.round(LOOK_AHEAD_SECONDS * sampleRate / CHUNK));
    releasePerChunk = 1 - Math.exp(-CHUNK / (RELEASE_SECONDS * sampleRate));
    reachBack = (lookAhead + 2) * CHUNK;
    latency = reachBack - 1;
    // an edge depends on the chunks on both sides and one more: interpolation uses 11 earlier
    // samples
    requests = new float[lookAhead + 2];
    released = new double[lookAhead];
    Arrays.fill(requests, 1);
    Arrays.fill(released, 1);
    historyPeaks = new float[channels];
    line = new float[channels][2 * reachBack + CHUNK + ROOM];
    end = reachBack;
    examined = reachBack;
    taken = reachBack;
  }

  int latencyFrames() {
    return latency;
  }

  double maxReductionDb() {
    return lowestGain < 1 ? -Decibels.ofAmplitude(lowestGain) : 0;
  }

  /**
   * Adds at most {@link #ROOM} frames, multiplied by {@code gain}; returns frames that are {@link
   * #latencyFrames()} old.
   */
  int process(float[][] in, int offset, int frames, float gain, float[][] out, int outOffset) {
    makeRoom(frames);
    for (int channel = 0; channel < line.length; channel++) {
      take(in[channel], offset, frames, gain, line[channel]);
    }
    end += frames;
    while (examined + CHUNK <= end) {
      examine();
    }
    long ready = Math.max(0, framesIn + frames - latency) - Math.max(0, framesIn - latency);
    framesIn += frames;
    int count = (int) ready;
    for (int channel = 0; channel < line.length; channel++) {
      System.arraycopy(line[channel], taken, out[channel], outOffset, count);
    }
    taken += count;
    return count;
  }

  private void take(float[] samples, int offset, int frames, float gain, float[] to) {
    if (gain == 1) {
      System.arraycopy(samples, offset, to, end, frames);
      return;
    }
    for (int i = 0; i < frames; i++) {
      to[end + i] = samples[offset + i] * gain;
    }
  }

  private void makeRoom(int frames) {
    if (end + frames <= line[0].length) {
      return;
    }
    int keepFrom = Math.min(taken, examined - reachBack);
    for (float[] channel : line) {
      System.arraycopy(channel, keepFrom, channel, 0, end - keepFrom);
    }
    end -= keepFrom;
    examined -= keepFrom;
    taken -= keepFrom;
  }

  private void examine() {
    float request = request();
    requests[(int) (chunks % requests.length)] = request;
    chunksSinceRequest = request < 1 ? 0 : chunksSinceRequest + 1;
    chunks++;
    examined += CHUNK;
    double before = edgeGain;
    edgeGain = nextEdgeGain();
    if (before < 1 || edgeGain < 1) {
      lowestGain = Math.min(lowestGain, edgeGain);
      scale(examined - reachBack, before, edgeGain);
    }
  }

  /** The gain that brings the true peak of the chunk at {@code examined} to the threshold. */
  private float request() {
    float peak = 0;
    for (int channel = 0; channel < line.length; channel++) {
      float samplePeak = TruePeakFilter.samplePeak(line[channel], examined, CHUNK);
      float reach = Math.max(samplePeak, historyPeaks[channel]) * filter.bound();
      historyPeaks[channel] = samplePeak;
      if (reach > threshold) {
        peak = Math.max(peak, samplePeak);
        peak = Math.max(peak, filter.peak(line[channel], examined, CHUNK));
      }
    }
    return peak > threshold ? threshold / peak : 1;
  }

  /**
   * The gain at the edge that lies {@code lookAhead} chunks before the end of what was examined.
   */
  private double nextEdgeGain() {
    double lowest = chunksSinceRequest < requests.length ? lowestRequest() : 1;
    double next = Math.min(lowest, releasedLast + (1 - releasedLast) * releasePerChunk);
    releasedLast = next > RELEASED ? lowest : next;
    chunksSinceReleased = releasedLast < 1 ? 0 : chunksSinceReleased + 1;
    released[(int) (chunks % released.length)] = releasedLast;
    if (chunksSinceReleased >= released.length) {
      return 1;
    }
    double sum = 0;
    for (double value : released) {
      sum += value;
    }
    return sum / released.length;
  }

  private float lowestRequest() {
    float lowest = 1;
    for (float request : requests) {
      lowest = Math.min(lowest, request);
    }
    return lowest;
  }

  private void scale(int from, double before, double after) {
    float step = (float) ((after - before) / CHUNK);
    for (float[] samples : line) {
      float gain = (float) before;
      for (int i = from; i < from + CHUNK; i++) {
        gain += step;
        samples[i] *= gain;
      }
    }
  }
}
