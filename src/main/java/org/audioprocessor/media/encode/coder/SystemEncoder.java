package org.audioprocessor.media.encode.coder;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.PacketSink;

/**
 * An encoder of a library of the system. Whatever its own delay is, the packets have the delay of
 * 1024 samples: silence before the sound fills the delay up to whole packets, and the packets
 * before the last of them are left out. They hold silence only, and a decoder needs no more than
 * the packet before the first sound.
 */
abstract class SystemEncoder extends FrameEncoder {
  /** More frames of silence than any encoder looks ahead. */
  private static final int MOST_FLUSHED = 16;

  final Arena arena = Arena.ofShared();

  private int leftOut;
  private long given;

  SystemEncoder(AacSettings settings) {
    super(settings);
    onClose(arena::close);
  }

  /**
   * Prepares the common delay.
   *
   * @param ownDelay samples that a decoder of all packets returns before the first encoded one
   */
  final void alignDelay(int ownDelay) {
    int silence = Math.floorMod(-ownDelay, FRAMES_PER_PACKET);
    delayBy(silence);
    leftOut = (ownDelay + silence - DELAY_FRAMES) / FRAMES_PER_PACKET;
  }

  /** Encodes a frame of 1024 samples. */
  abstract <E extends Exception> void sendWhole(float[][] planes, PacketSink<E> sink)
      throws MediaException, E;

  @Override
  public final <E extends Exception> void encode(
      float[][] planar, int offset, int frames, PacketSink<E> sink) throws MediaException, E {
    given += frames;
    super.encode(planar, offset, frames, sink);
  }

  @Override
  final <E extends Exception> void send(float[][] planes, int frames, PacketSink<E> sink)
      throws MediaException, E {
    for (float[] plane : planes) {
      Arrays.fill(plane, frames, FRAMES_PER_PACKET, 0f);
    }
    sendWhole(planes, sink);
  }

  @Override
  final <E extends Exception> void flush(PacketSink<E> sink) throws MediaException, E {
    float[][] silence = new float[CHANNELS][FRAMES_PER_PACKET];
    for (int i = 0; packets() < wanted(); i++) {
      if (i == MOST_FLUSHED) {
        throw failure("does not return its last packets");
      }
      sendWhole(silence, sink);
    }
  }

  private long wanted() {
    return given == 0 ? 0 : Math.ceilDiv(given, (long) FRAMES_PER_PACKET) + 1;
  }

  @Override
  final <E extends Exception> void emit(ByteBuffer packet, PacketSink<E> sink)
      throws MediaException, E {
    if (leftOut > 0) {
      leftOut--;
    } else if (given == 0 || packets() < wanted()) {
      super.emit(packet, sink);
    }
  }

  /** Returns an exception whose sentence begins with the encoder's name. */
  final MediaException failure(String what) {
    return new MediaException(MediaFault.INTERNAL, name() + " " + what + ". Try it again.");
  }
}
