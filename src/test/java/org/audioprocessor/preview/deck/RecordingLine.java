package org.audioprocessor.preview.deck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.audioprocessor.preview.line.SilentLine;

/** A line with a manual clock that records the sound since the last flush. */
public final class RecordingLine extends SilentLine {
  /** What a test may move on at once without letting the line run dry. */
  static final double STEP_SECONDS = 0.2;

  private final AtomicLong nanos;
  private final List<float[]> written = new ArrayList<>();
  private final AtomicLong looks = new AtomicLong();
  private volatile boolean full;
  private volatile boolean closed;

  public RecordingLine(int sampleRate, AtomicLong nanos) {
    super(sampleRate, sampleRate / 2, nanos::get, "");
    this.nanos = nanos;
  }

  /** Lets time pass. */
  void pass(double seconds) {
    full = false;
    nanos.addAndGet((long) (seconds * 1e9));
  }

  /** Whether the player filled it since time last passed. */
  boolean isFull() {
    return full;
  }

  /** Number of polls by the player. */
  long looks() {
    return looks.get();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public int writableFrames() {
    int frames = super.writableFrames();
    looks.incrementAndGet();
    full = frames < Sound.BLOCK_FRAMES;
    return frames;
  }

  @Override
  public void write(float[][] stereo, int offset, int frames) {
    super.write(stereo, offset, frames);
    synchronized (written) {
      written.add(Arrays.copyOfRange(stereo[0], offset, offset + frames));
    }
  }

  @Override
  public void flush() {
    super.flush();
    synchronized (written) {
      written.clear();
    }
  }

  /** The left channel since the last flush. */
  float[] recording() {
    synchronized (written) {
      float[] all = new float[written.stream().mapToInt(part -> part.length).sum()];
      int at = 0;
      for (float[] part : written) {
        System.arraycopy(part, 0, all, at, part.length);
        at += part.length;
      }
      return all;
    }
  }

  @Override
  public void close() {
    super.close();
    closed = true;
  }
}
