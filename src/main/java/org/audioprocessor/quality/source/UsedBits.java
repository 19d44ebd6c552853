package org.audioprocessor.quality.source;

import java.util.List;

/** The bits of integer samples that are ever used. */
final class UsedBits {
  private static final int BITS = 24;
  private static final float SCALE = 1 << (BITS - 1);

  private int used;

  void feed(float[] plane, int from, int count) {
    int bits = used;
    for (int i = from; i < from + count; i++) {
      bits |= (int) (plane[i] * SCALE);
    }
    used = bits;
  }

  void finish(List<SourceFinding> findings, int statedBits) {
    if (used == 0 || statedBits <= 16) {
      return;
    }
    int real = BITS - Integer.numberOfTrailingZeros(used);
    if (real < BITS) {
      findings.add(
          new SourceFinding(
              FaultKind.PADDED_BITS,
              0,
              statedBits - real,
              "The file has "
                  + statedBits
                  + " bits a sample, of which only "
                  + real
                  + " are used"));
    }
  }
}
