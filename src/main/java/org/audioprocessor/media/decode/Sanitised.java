package org.audioprocessor.media.decode;

/**
 * Float decoders can emit absurd samples: NaN, infinity, +45 dBFS at the seam of a chained Ogg.
 * They become silence; clipping them would leave a full-scale click that decides the track's
 * loudness.
 */
final class Sanitised {
  /** +24 dBFS. */
  static final float LOUDEST = 15.848932f;

  private Sanitised() {}

  /** Zeroes absurd samples in place and tells how many. */
  static int clean(float[] plane, int offset, int frames) {
    int silenced = 0;
    for (int i = offset; i < offset + frames; i++) {
      // false for NaN too
      if (!(Math.abs(plane[i]) <= LOUDEST)) {
        plane[i] = 0f;
        silenced++;
      }
    }
    return silenced;
  }
}
