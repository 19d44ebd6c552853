package org.audioprocessor.process.isolation.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.audioprocessor.media.StereoMix;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.FrameWriter;
import org.audioprocessor.process.isolation.protocol.SoundFrame;
import org.audioprocessor.process.isolation.protocol.Wire;

/** Decodes a file from a moment on and sends it as stereo at the wanted rate. */
final class DecodeTask implements ChildTask {
  private final Wire.Decode order;
  private final FrameWriter out;
  private float[][] resampled = new float[SoundFrame.CHANNELS][0];
  private byte[] interleaved = {};

  DecodeTask(Wire.Decode order, FrameWriter out) {
    this.order = order;
    this.out = out;
  }

  @Override
  public long number() {
    return order.task();
  }

  @Override
  public Frame run(CancelToken cancel) throws Refusal, IOException {
    try (AudioFile file =
            AudioFile.openBefore(
                order.startSeconds(), Path.of(order.file()), order.limits(), cancel);
        Resampler resampler =
            Resampler.open(file.info().sampleRate(), order.sampleRate(), SoundFrame.CHANNELS)) {
      out.write(Wire.frame(FrameKind.OPENED, file.info()));
      decode(file, resampler, cancel);
      return Wire.frame(FrameKind.DONE, file.info());
    } catch (MediaException e) {
      throw Refusal.of(ProcessingException.of(e));
    } catch (ProcessingException e) {
      throw Refusal.of(e);
    }
  }

  private void decode(AudioFile file, Resampler resampler, CancelToken cancel)
      throws MediaException, ProcessingException, IOException {
    StereoMix mix = StereoMix.of(file.info().channelRoles());
    AudioBlock block = new AudioBlock();
    AudioBlock stereo = new AudioBlock();
    long toSkip =
        Math.round(order.startSeconds() * file.info().sampleRate()) - file.decodedFrames();
    while (file.read(block)) {
      cancel.check();
      int skipped = (int) Math.min(toSkip, block.frames());
      toSkip -= skipped;
      if (skipped < block.frames()) {
        mix.mix(block, stereo);
        int frames = stereo.frames() - skipped;
        makeRoom(resampler.outputFramesAtMost(frames));
        send(resampler.process(stereo.samples(), skipped, frames, resampled));
      }
    }
    makeRoom(resampler.outputFramesAtMost(0));
    send(resampler.finish(resampled));
  }

  private void makeRoom(int frames) {
    if (resampled[0].length < frames) {
      resampled = new float[SoundFrame.CHANNELS][frames];
      interleaved = new byte[frames * SoundFrame.FRAME_BYTES];
    }
  }

  private void send(int frames) throws IOException {
    ByteBuffer into = ByteBuffer.wrap(interleaved).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames; i++) {
      into.putFloat(resampled[0][i]).putFloat(resampled[1][i]);
    }
    if (frames > 0) {
      out.write(FrameKind.SOUND, interleaved, frames * SoundFrame.FRAME_BYTES);
    }
  }
}
