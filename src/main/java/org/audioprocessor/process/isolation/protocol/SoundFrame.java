package org.audioprocessor.process.isolation.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Decoded sound on the wire: interleaved stereo, 32-bit floats, little endian. */
public final class SoundFrame {
  public static final int CHANNELS = 2;
  public static final int FRAME_BYTES = CHANNELS * Float.BYTES;

  private SoundFrame() {}

  public static FloatBuffer samples(Frame frame) throws FrameException {
    if (frame.payload().length % FRAME_BYTES != 0) {
      throw new FrameException("half a frame of sound");
    }
    return ByteBuffer.wrap(frame.payload()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
