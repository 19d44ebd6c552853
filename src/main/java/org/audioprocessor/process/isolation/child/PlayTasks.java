package org.audioprocessor.process.isolation.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.FrameWriter;
import org.audioprocessor.process.isolation.protocol.PacketsFrame;
import org.audioprocessor.process.isolation.protocol.SoundFrame;
import org.audioprocessor.process.isolation.protocol.Wire;

/** Decode what was published, for listeners. */
final class PlayTasks {
  private PlayTasks() {}

  /** The frames that the parent sends while a task runs. */
  interface Incoming {
    Frame next() throws InterruptedException;
  }

  /** Decodes packets as they come; each frame of them is answered by one frame of sound. */
  record Packets(Wire.PlayPackets order, Incoming in, FrameWriter out) implements ChildTask {
    @Override
    public long number() {
      return order.task();
    }

    @Override
    public Frame run(CancelToken cancel) throws Refusal, IOException {
      try (AacDecoder decoder = AacDecoder.open()) {
        AudioBlock block = new AudioBlock();
        for (List<byte[]> packets = next(); !packets.isEmpty(); packets = next()) {
          byte[] sound = new byte[packets.size() * Rung.FRAME_SAMPLES * SoundFrame.FRAME_BYTES];
          ByteBuffer into = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
          for (byte[] packet : packets) {
            decoder.decodeStereo(packet, 0, packet.length, block, Rung.FRAME_SAMPLES);
            put(block, into);
          }
          out.write(new Frame(FrameKind.SOUND, sound));
        }
        return Wire.frame(FrameKind.DONE, order);
      } catch (MediaException e) {
        throw Refusal.of(ProcessingException.of(e));
      }
    }

    private List<byte[]> next() throws IOException {
      try {
        return PacketsFrame.packets(in.next());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the child ends", e);
      }
    }
  }

  /** Decodes an M4A from a place on; the pipe is the queue. */
  record M4a(Wire.PlayM4a order, FrameWriter out) implements ChildTask {
    @Override
    public long number() {
      return order.task();
    }

    @Override
    public Frame run(CancelToken cancel) throws Refusal, IOException {
      try (M4aSound sound = M4aSound.open(Path.of(order.file()), order.startSeconds())) {
        out.write(Wire.frame(FrameKind.OPENED, sound.facts()));
        AudioBlock block = new AudioBlock();
        while (sound.read(block)) {
          cancel.check();
          byte[] bytes = new byte[block.frames() * SoundFrame.FRAME_BYTES];
          put(block, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
          out.write(new Frame(FrameKind.SOUND, bytes));
        }
        return Wire.frame(FrameKind.DONE, sound.facts());
      } catch (MediaException e) {
        throw Refusal.of(ProcessingException.of(e));
      } catch (ProcessingException e) {
        throw Refusal.of(e);
      }
    }
  }

  private static void put(AudioBlock stereo, ByteBuffer into) {
    float[][] planes = stereo.samples();
    for (int i = 0; i < stereo.frames(); i++) {
      into.putFloat(planes[0][i]).putFloat(planes[1][i]);
    }
  }
}
