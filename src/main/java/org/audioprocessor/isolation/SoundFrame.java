package org.audioprocessor.isolation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Decoded sound on the wire: interleaved stereo, 32-bit floats, little endian. */
final class SoundFrame {
  static final int CHANNELS = 2;
  static final int FRAME_BYTES = CHANNELS * Float.BYTES;

  private SoundFrame() {}

  static FloatBuffer samples(Frame frame) throws FrameException {
    if (frame.payload().length % FRAME_BYTES != 0) {
      throw new FrameException("half a frame of sound");
    }
    return ByteBuffer.wrap(frame.payload()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
