package org.audioprocessor.process.measure;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.CoverPicture;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.StereoMix;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.process.readback.Decoded;

/** Decodes a raw file from its start and mixes it down to stereo. For one thread. */
public final class StereoSource implements AutoCloseable {
  private final AudioFile file;
  private final StereoMix mix;
  private final AudioBlock decoded = new AudioBlock();
  private final AudioBlock stereo = new AudioBlock();
  private long frames;

  private StereoSource(AudioFile file) {
    this.file = file;
    this.mix = StereoMix.of(file.info().channelRoles());
  }

  public static StereoSource open(Path path, MediaLimits limits, BooleanSupplier cancelled)
      throws MediaException {
    return new StereoSource(AudioFile.open(path, limits, cancelled));
  }

  public AudioInfo info() {
    return file.info();
  }

  /** Decodes the next block; false at the end. */
  public boolean next() throws MediaException {
    if (!file.read(decoded)) {
      return false;
    }
    mix.mix(decoded, stereo);
    frames += stereo.frames();
    return true;
  }

  /** The block of the last {@link #next}, two channels; may be changed until the next call. */
  public AudioBlock block() {
    return stereo;
  }

  /** Number of decoded frames, including the current block. */
  public long frames() {
    return frames;
  }

  /** To be called after the last block. */
  Decoded decoded() {
    return Decoded.of(file);
  }

  Optional<CoverPicture> cover() {
    return CoverPicture.of(file.cover());
  }

  public double seconds() {
    return frames / (double) info().sampleRate();
  }

  @Override
  public void close() {
    file.close();
  }
}
