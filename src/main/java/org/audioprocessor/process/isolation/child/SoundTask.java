package org.audioprocessor.process.isolation.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.Resampler;
import org.audioprocessor.media.StereoMix;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.FrameWriter;
import org.audioprocessor.process.isolation.protocol.Wire;

/** Decodes for a listener and sends the sound; blocks while the parent does not read. */
final class SoundTask {
  private final FrameWriter out;
  private float[][] resampled = new float[Frame.CHANNELS][0];
  private byte[] interleaved = {};

  SoundTask(FrameWriter out) {
    this.out = out;
  }

  /** Returns the frames that the parent sends while a task runs. */
  interface Incoming {
    Frame next() throws InterruptedException;
  }

  /** Decodes a file from a start time, as stereo at the requested rate. */
  AudioInfo decode(Wire.Decode request, CancelToken cancel)
      throws MediaException, ProcessingException, IOException {
    try (AudioFile file =
            AudioFile.openBefore(
                request.startSeconds(), Path.of(request.file()), request.limits(), cancel);
        Resampler resampler =
            Resampler.open(file.info().sampleRate(), request.sampleRate(), Frame.CHANNELS)) {
      out.write(Wire.frame(FrameKind.OPENED, file.info()));
      decode(file, resampler, request.startSeconds(), cancel);
      return file.info();
    }
  }

  private void decode(AudioFile file, Resampler resampler, double startSeconds, CancelToken cancel)
      throws MediaException, ProcessingException, IOException {
    StereoMix mix = StereoMix.of(file.info().channelRoles());
    AudioBlock block = new AudioBlock();
    AudioBlock stereo = new AudioBlock();
    long toSkip = Math.round(startSeconds * file.info().sampleRate()) - file.decodedFrames();
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
      resampled = new float[Frame.CHANNELS][frames];
      interleaved = new byte[frames * Frame.SOUND_BYTES];
    }
  }

  private void send(int frames) throws IOException {
    put(resampled, frames, littleEndian(interleaved));
    if (frames > 0) {
      out.write(FrameKind.SOUND, interleaved, frames * Frame.SOUND_BYTES);
    }
  }

  /** Decodes packets as they arrive; answers each frame of packets with one frame of sound. */
  Wire.PlayPackets packets(Wire.PlayPackets request, Incoming in)
      throws MediaException, IOException {
    try (AacDecoder decoder = AacDecoder.open()) {
      AudioBlock block = new AudioBlock();
      for (List<byte[]> packets = next(in); !packets.isEmpty(); packets = next(in)) {
        byte[] sound = new byte[packets.size() * Rung.FRAME_SAMPLES * Frame.SOUND_BYTES];
        ByteBuffer into = littleEndian(sound);
        for (byte[] packet : packets) {
          decoder.decodeStereo(packet, 0, packet.length, block, Rung.FRAME_SAMPLES);
          put(block.samples(), block.frames(), into);
        }
        out.write(new Frame(FrameKind.SOUND, sound));
      }
      return request;
    }
  }

  private static List<byte[]> next(Incoming in) throws IOException {
    try {
      return in.next().toPackets();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the child ends", e);
    }
  }

  /** Decodes an M4A from a start time. */
  M4aSound.Facts m4a(Wire.PlayM4a request, CancelToken cancel)
      throws MediaException, ProcessingException, IOException {
    try (M4aSound sound = M4aSound.open(Path.of(request.file()), request.startSeconds())) {
      out.write(Wire.frame(FrameKind.OPENED, sound.facts()));
      AudioBlock block = new AudioBlock();
      while (sound.read(block)) {
        cancel.check();
        byte[] bytes = new byte[block.frames() * Frame.SOUND_BYTES];
        put(block.samples(), block.frames(), littleEndian(bytes));
        out.write(new Frame(FrameKind.SOUND, bytes));
      }
      return sound.facts();
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void put(float[][] stereo, int frames, ByteBuffer into) {
    for (int i = 0; i < frames; i++) {
      into.putFloat(stereo[0][i]).putFloat(stereo[1][i]);
    }
  }
}
