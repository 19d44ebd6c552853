package org.audioprocessor.media.encode;

import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** RFC 6381 codec strings of AAC, from an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
final class CodecString {
  private CodecString() {}

  static String of(@Nullable BytePointer config, int size) {
    if (config == null || size < 2) {
      throw new IllegalStateException("AAC without a configuration");
    }
    // audioObjectType: the first five bits; 31 escapes to larger types, which we never write
    return "mp4a.40." + ((config.get(0) & 0xFF) >> 3);
  }
}
