package org.audioprocessor.media.decode;

/**
 * Removes invalid samples of float decoders: NaN, infinity, +45 dBFS at the boundary in a chained
 * Ogg. They become 0; clipping would leave a full-scale click that dominates the track's peak.
 */
final class Sanitised {
  /** +24 dBFS. */
  static final float LOUDEST = 15.848932f;

  private Sanitised() {}

  /** Sets invalid samples to 0 in place and returns their number. */
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
