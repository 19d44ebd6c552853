package org.audioprocessor.media.container;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The header of an MPEG audio frame (ISO/IEC 11172-3, 2.4.2.3; 13818-3) or of an ADTS frame
 * (13818-7, 6.2).
 *
 * @param kind equal for frames of one stream: the syntax, version, layer and sample rate
 * @param length in bytes, header included
 * @param samples per channel
 */
record FrameHeader(int kind, int length, int samples, int sampleRate, int channels) {
  private static final int[][] KILOBITS_V1 = {
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
  };
  private static final int[][] KILOBITS_V2 = {
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
  };
  private static final int[] RATES = {44_100, 48_000, 32_000};
  private static final int ADTS_HEADER = 7;
  private static final int ADTS_SAMPLES = 1024;

  /** Layer III: the only kinds whose encoders state their delay. */
  private static final int LAYER_3 = 3;

  /** The MPEG audio frame at a position; null if there is none. */
  static @Nullable FrameHeader mpeg(FileBytes file, long at) throws IOException {
    int second = file.byteAt(at + 1);
    if (file.byteAt(at) != 0xFF || second < 0xE0) {
      return null;
    }
    int third = file.byteAt(at + 2);
    int version = second >> 3 & 3;
    int layer = 4 - (second >> 1 & 3);
    int bitRate = third >> 4;
    int rate = third >> 2 & 3;
    if (third < 0 || version == 1 || layer == 4 || bitRate == 0 || bitRate == 15 || rate == 3) {
      return null;
    }
    boolean first = version == 3;
    int hertz = RATES[rate] >> (first ? 0 : version == 2 ? 1 : 2);
    int bits = (first ? KILOBITS_V1 : KILOBITS_V2)[layer - 1][bitRate] * 1000;
    int padding = third >> 1 & 1;
    int samples = layer == 1 ? 384 : layer == LAYER_3 && !first ? 576 : 1152;
    int length =
        layer == 1 ? (12 * bits / hertz + padding) * 4 : samples / 8 * bits / hertz + padding;
    int channels = file.byteAt(at + 3) >> 6 == 3 ? 1 : 2;
    return new FrameHeader(second >> 1 << 8 | rate, length, samples, hertz, channels);
  }

  /** The ADTS frame at a position; null if there is none. */
  static @Nullable FrameHeader adts(FileBytes file, long at) throws IOException {
    int second = file.byteAt(at + 1);
    if (file.byteAt(at) != 0xFF || (second & 0xF6) != 0xF0 || second < 0) {
      return null;
    }
    byte[] h = file.bytes(at, ADTS_HEADER);
    if (h.length < ADTS_HEADER || (h[2] >> 2 & 15) > 12) {
      return null;
    }
    int length = (h[3] & 3) << 11 | (h[4] & 0xFF) << 3 | (h[5] & 0xFF) >> 5;
    int samples = ADTS_SAMPLES * (1 + (h[6] & 3));
    return length <= ADTS_HEADER ? null : new FrameHeader(h[2] & 0xFC, length, samples, 0, 0);
  }

  boolean isLayer3() {
    return kind >> 8 >> 0 != 0 && (kind >> 8 & 3) == 1;
  }

  boolean isMpeg1() {
    return (kind >> 8 >> 2 & 3) == 3;
  }

  /** The side information of Layer III, which stands between the header and an encoder's tag. */
  int sideInformation() {
    return isMpeg1() ? (channels == 1 ? 17 : 32) : (channels == 1 ? 9 : 17);
  }
}
