package org.audioprocessor.preview.source;

import java.util.Arrays;
import org.audioprocessor.media.AudioBlock;

/** Makes what a decoder gave two planes of the length that belongs there. */
final class StereoPlanes {
  private static final int CHANNELS = 2;

  private StereoPlanes() {}

  /** Silence instead of sound. */
  static void silence(AudioBlock block, int frames) {
    for (float[] plane : block.resize(CHANNELS, frames)) {
      Arrays.fill(plane, 0, frames, 0f);
    }
  }

  /** One channel becomes two equal ones; a block of another length or more channels is silenced. */
  static void require(AudioBlock block, int got, int frames) {
    if (got != frames || block.channels() < 1 || block.channels() > CHANNELS) {
      silence(block, frames);
    } else if (block.channels() == 1) {
      float[] mono = block.samples()[0];
      block.lend(new float[][] {mono, mono}, frames);
    }
  }
}
