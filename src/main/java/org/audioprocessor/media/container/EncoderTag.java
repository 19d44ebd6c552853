package org.audioprocessor.media.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tag in the first frame of an MP3 stream: Xing or Info, with LAME's extension, or VBRI. This
 * frame contains no audio.
 *
 * @param frames number of following audio frames; −1 if not stated
 * @param delay samples that the encoder inserted before the audio; −1 if not stated
 * @param padding samples that it appended
 */
record EncoderTag(long frames, int delay, int padding) {
  private static final int HEADER = 4;
  private static final int VBRI_AT = HEADER + 32;
  private static final int TOC_BYTES = 100;

  /** Encoders that state delay and padding in LAME's format. */
  private static final Set<String> STATE_DELAYS = Set.of("LAME", "Lavf", "Lavc", "L3.9");

  /** Reads the tag in the frame at a position; null if it is an audio frame. */
  static @Nullable EncoderTag read(FileBytes file, long at, FrameHeader header) throws IOException {
    if (!header.isLayer3()) {
      return null;
    }
    // CRC-protected frames have two bytes more, which some encoders forget
    for (int crc : new int[] {0, 2}) {
      long xing = at + HEADER + crc + header.sideInformation();
      if (file.isAt(xing, "Xing") || file.isAt(xing, "Info")) {
        return xing(file, xing);
      }
    }
    if (file.isAt(at + VBRI_AT, "VBRI")) {
      int frames = file.buffer(at + VBRI_AT + 14, 4, ByteOrder.BIG_ENDIAN).getInt();
      return new EncoderTag(frames > 0 ? frames : -1, -1, 0);
    }
    return null;
  }

  private static EncoderTag xing(FileBytes file, long at) throws IOException {
    ByteBuffer head = file.buffer(at, 12, ByteOrder.BIG_ENDIAN);
    int flags = head.getInt(4);
    boolean statesFrames = (flags & 1) != 0;
    long frames = statesFrames && head.getInt(8) > 0 ? head.getInt(8) : -1;
    long lame = at + 8;
    lame += statesFrames ? 4 : 0;
    lame += (flags & 2) != 0 ? 4 : 0;
    lame += (flags & 4) != 0 ? TOC_BYTES : 0;
    lame += (flags & 8) != 0 ? 4 : 0;
    ByteBuffer extension = file.buffer(lame, 25, ByteOrder.BIG_ENDIAN);
    byte[] name = new byte[4];
    extension.get(0, name);
    if (!STATE_DELAYS.contains(new String(name, StandardCharsets.ISO_8859_1))) {
      return new EncoderTag(frames, -1, 0);
    }
    int both = extension.getInt(21) >>> 8;
    return new EncoderTag(frames, both >> 12, both & 0xFFF);
  }
}
