package org.audioprocessor.process.render;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Passes stereo blocks from one decoder to the threads of the rungs. Every rung reads every block;
 * a block is reused once all rungs have released it, so memory does not grow with the track. A
 * thread that fails aborts the hand-over, which ends all waits.
 */
final class HandOver {
  private static final int BLOCKS = 8;
  private static final int FRAMES = 4096;
  private static final long LOOK_MILLIS = 50;

  /** Two channels of {@code frames} samples, to be read only. */
  static final class Block {
    final float[][] samples = new float[2][FRAMES];
    private final AtomicInteger readers = new AtomicInteger();
    int frames;
  }

  private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
  private final List<BlockingQueue<Block>> lanes = new ArrayList<>();
  private final Block end = new Block();
  private Block filling = new Block();
  private volatile boolean aborted;

  HandOver(int readers) {
    for (int i = 0; i < readers; i++) {
      lanes.add(new ArrayBlockingQueue<>(BLOCKS + 1));
    }
    for (int i = 1; i < BLOCKS; i++) {
      free.add(new Block());
    }
  }

  /** Copies the samples for all readers; waits while the slowest is some blocks behind. */
  void put(float[][] stereo, int frames) throws InterruptedException {
    for (int done = 0; done < frames; ) {
      int n = Math.min(FRAMES - filling.frames, frames - done);
      for (int c = 0; c < 2; c++) {
        System.arraycopy(stereo[c], done, filling.samples[c], filling.frames, n);
      }
      filling.frames += n;
      done += n;
      if (filling.frames == FRAMES) {
        send();
        filling = next(free);
        filling.frames = 0;
      }
    }
  }

  /** Ends the sound, after the blocks that were put. */
  void finish() throws InterruptedException {
    if (filling.frames > 0) {
      send();
    }
    for (BlockingQueue<Block> lane : lanes) {
      lane.put(end);
    }
  }

  private void send() throws InterruptedException {
    filling.readers.set(lanes.size());
    for (BlockingQueue<Block> lane : lanes) {
      lane.put(filling);
    }
  }

  /** Returns the next block for a reader, which must {@link #release} it. */
  Block take(int reader) throws InterruptedException {
    return next(lanes.get(reader));
  }

  private Block next(BlockingQueue<Block> queue) throws InterruptedException {
    while (!aborted) {
      @Nullable Block block = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (block != null) {
        return block;
      }
    }
    throw new InterruptedException("another thread of this track has failed");
  }

  /** Makes every current and later wait throw an {@link InterruptedException}. */
  void abort() {
    aborted = true;
  }

  boolean isEnd(Block block) {
    return block == end;
  }

  void release(Block block) {
    if (block.readers.decrementAndGet() == 0 && !free.offer(block)) {
      throw new IllegalStateException("more blocks were released than taken");
    }
  }
}
