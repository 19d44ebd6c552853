package org.audioprocessor.quality.source;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fair draw of blocks from a whole file, in one pass and without knowing its length (reservoir
 * sampling, Vitter's algorithm R). The same file gives the same draw.
 */
final class Excerpts {
  /** Samples of a block. */
  static final int FRAMES = 4_096;

  private static final int MOST = 48;
  private static final double QUIETEST_POWER = 1e-8;
  private static final long SEED = 1;

  /** A block of the mono sum; {@code start} is its first frame in the file. */
  static final class Block {
    private final long start;
    private final float[] samples;

    private Block(long start, float[] samples) {
      this.start = start;
      this.samples = samples;
    }

    long start() {
      return start;
    }

    /** Not to be changed. */
    float[] samples() {
      return samples;
    }
  }

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<Block> blocks = new ArrayList<>();
  private final float[] current = new float[FRAMES];
  private int filled;
  private double power;
  private long frame;
  private long seen;

  void sample(float value) {
    current[filled++] = value;
    power += value * value;
    frame++;
    if (filled == FRAMES) {
      if (power > QUIETEST_POWER * FRAMES) {
        draw();
      }
      filled = 0;
      power = 0;
    }
  }

  private void draw() {
    seen++;
    if (blocks.size() < MOST) {
      blocks.add(new Block(frame - FRAMES, current.clone()));
    } else {
      long place = random.nextLong(seen);
      if (place < MOST) {
        blocks.set((int) place, new Block(frame - FRAMES, current.clone()));
      }
    }
  }

  List<Block> blocks() {
    return blocks;
  }
}
