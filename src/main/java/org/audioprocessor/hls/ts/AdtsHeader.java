package org.audioprocessor.hls.ts;

import org.jspecify.annotations.Nullable;

/** The fixed and variable header of one ADTS frame (ISO/IEC 14496-3, 1.A.2.2). */
record AdtsHeader(int objectType, int sampleRate, int channels, int headerBytes, int lengthBytes) {
  static final int SHORTEST = 7;

  private static final int WITH_CRC = 9;

  /** Table 1.18, samplingFrequencyIndex. */
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  /** Reads a header; null if there is none that describes exactly one block of audio. */
  static @Nullable AdtsHeader at(byte[] bytes, int offset, int end) {
    if (end - offset < SHORTEST
        || bytes[offset] != (byte) 0xFF
        || (bytes[offset + 1] & 0xF6) != 0xF0) {
      return null;
    }
    int header = (bytes[offset + 1] & 1) == 1 ? SHORTEST : WITH_CRC;
    int rateIndex = (bytes[offset + 2] >> 2) & 0xF;
    int channels = (bytes[offset + 2] & 1) << 2 | ((bytes[offset + 3] >> 6) & 3);
    int length =
        (bytes[offset + 3] & 3) << 11
            | (bytes[offset + 4] & 0xFF) << 3
            | ((bytes[offset + 5] >> 5) & 7);
    int furtherBlocks = bytes[offset + 6] & 3;
    if (rateIndex >= RATES.length || length <= header || furtherBlocks > 0) {
      return null;
    }
    int objectType = ((bytes[offset + 2] >> 6) & 3) + 1;
    return new AdtsHeader(
        objectType, RATES[rateIndex], channels == 7 ? 8 : channels, header, length);
  }

  AudioFormat format() {
    return new AudioFormat(sampleRate, channels, "mp4a.40." + objectType);
  }
}
