package org.audioprocessor.media.encode.coder;

import java.nio.ByteBuffer;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.EncodedPacket;
import org.audioprocessor.media.encode.PacketSink;
import org.audioprocessor.media.ffmpeg.NativeOwner;

/** Collects samples into frames of 1024 and numbers the packets. */
abstract class FrameEncoder extends NativeOwner implements AacEncoder {
  static final int CHANNELS = 2;

  private final AacSettings settings;
  private final EncodedPacket encoded = new EncodedPacket();
  private final float[][] waiting = new float[CHANNELS][FRAMES_PER_PACKET];
  private int waitingFrames;
  private long packets;
  private boolean finished;

  FrameEncoder(AacSettings settings) {
    this.settings = settings;
  }

  /**
   * Encodes one frame.
   *
   * @param frames 1024, or less at the end of the stream
   */
  abstract <E extends Exception> void send(float[][] planes, int frames, PacketSink<E> sink)
      throws MediaException, E;

  /** Emits what the encoder still holds, after the last frame. */
  abstract <E extends Exception> void flush(PacketSink<E> sink) throws MediaException, E;

  @Override
  public final AacSettings settings() {
    return settings;
  }

  /** Precedes the sound by silence, before anything is encoded. */
  final void delayBy(int frames) {
    waitingFrames = frames;
  }

  final long packets() {
    return packets;
  }

  @Override
  public <E extends Exception> void encode(
      float[][] planar, int offset, int frames, PacketSink<E> sink) throws MediaException, E {
    requireOpen();
    for (int done = 0; done < frames; ) {
      int part = Math.min(frames - done, FRAMES_PER_PACKET - waitingFrames);
      for (int c = 0; c < CHANNELS; c++) {
        System.arraycopy(planar[c], offset + done, waiting[c], waitingFrames, part);
      }
      waitingFrames += part;
      done += part;
      if (waitingFrames == FRAMES_PER_PACKET) {
        sendWaiting(sink);
      }
    }
  }

  @Override
  public final <E extends Exception> void finish(PacketSink<E> sink) throws MediaException, E {
    requireOpen();
    if (finished) {
      throw new IllegalStateException("the encoder was finished before");
    }
    finished = true;
    if (waitingFrames > 0) {
      sendWaiting(sink);
    }
    flush(sink);
  }

  private <E extends Exception> void sendWaiting(PacketSink<E> sink) throws MediaException, E {
    int frames = waitingFrames;
    waitingFrames = 0;
    send(waiting, frames, sink);
  }

  /** Hands over a packet. */
  <E extends Exception> void emit(ByteBuffer packet, PacketSink<E> sink) throws MediaException, E {
    encoded.refill(packet, packets++);
    sink.accept(encoded);
  }
}
