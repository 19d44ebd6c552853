package org.audioprocessor.process.isolation;

import java.nio.FloatBuffer;
import java.util.List;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes the AAC packets of a rung in a child. For one thread. */
public final class IsolatedPackets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IsolatedPackets.class);

  private final ChildPool pool;
  private final ChildProcess child;
  private final TaskExchange exchange;
  private boolean failed;
  private boolean closed;

  private IsolatedPackets(ChildPool pool, ChildProcess child, TaskExchange exchange) {
    this.pool = pool;
    this.child = child;
    this.exchange = exchange;
  }

  static IsolatedPackets open(ChildPool pool) throws ProcessingException {
    try {
      ChildProcess child = pool.take();
      try {
        return new IsolatedPackets(
            pool,
            child,
            child.begin(
                null,
                0,
                task -> Wire.frame(FrameKind.PLAY_PACKETS, new Wire.PlayPackets(task.number())),
                () -> false));
      } catch (ChildException e) {
        pool.release(child, false);
        throw e;
      }
    } catch (ChildException e) {
      throw e.toProcessing();
    }
  }

  /**
   * Decodes the next packets; a packet that cannot be decoded gives silence of the same length.
   *
   * @param planes left and right, with room for {@link Rung#FRAME_SAMPLES} samples of each packet
   */
  public void decode(byte[] stream, List<AdtsFrame> packets, float[][] planes)
      throws ProcessingException {
    if (packets.isEmpty()) {
      return;
    }
    try {
      exchange.send(Frame.packets(stream, packets));
      FloatBuffer sound = sound(exchange.next(), packets.size() * Rung.FRAME_SAMPLES);
      exchange.advanced();
      for (int i = 0; sound.hasRemaining(); i++) {
        planes[0][i] = sound.get();
        planes[1][i] = sound.get();
      }
    } catch (ChildException e) {
      failed = true;
      throw e.toProcessing();
    }
  }

  private FloatBuffer sound(Frame frame, int frames) throws ChildException {
    try {
      FloatBuffer sound = frame.toSound();
      if (frame.kind() != FrameKind.SOUND || sound.remaining() != frames * Frame.CHANNELS) {
        throw FrameException.unexpected(frame);
      }
      return sound;
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean good = false;
    try (exchange) {
      if (!failed) {
        exchange.send(Frame.END_OF_PACKETS);
        good = exchange.next().kind() == FrameKind.DONE;
      }
    } catch (ChildException e) {
      LOG.debug("the child of a packet decoder ended early", e);
    } finally {
      pool.release(child, good);
    }
  }
}
