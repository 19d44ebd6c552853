package org.audioprocessor.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioFile;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.CoverPicture;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.StereoMix;

/** A raw file decoded once from its start, mixed down to stereo as it comes. One thread. */
final class StereoSource implements AutoCloseable {
  private final AudioFile file;
  private final StereoMix mix;
  private final AudioBlock decoded = new AudioBlock();
  private final AudioBlock stereo = new AudioBlock();
  private long frames;

  private StereoSource(AudioFile file) {
    this.file = file;
    this.mix = StereoMix.of(file.info().channelRoles());
  }

  static StereoSource open(Path path, MediaLimits limits, BooleanSupplier cancelled)
      throws MediaException {
    return new StereoSource(AudioFile.open(path, limits, cancelled));
  }

  AudioInfo info() {
    return file.info();
  }

  /** Decodes the next block; false at the end. */
  boolean next() throws MediaException {
    if (!file.read(decoded)) {
      return false;
    }
    mix.mix(decoded, stereo);
    frames += stereo.frames();
    return true;
  }

  /** The block of the last {@link #next}, two channels; ours to change until the next call. */
  AudioBlock block() {
    return stereo;
  }

  /** Frames decoded up to now, the current block included. */
  long frames() {
    return frames;
  }

  /** After the last block. */
  Decoded decoded() {
    return Decoded.of(file);
  }

  Optional<CoverPicture> cover() {
    return CoverPicture.of(file.cover());
  }

  double seconds() {
    return frames / (double) info().sampleRate();
  }

  @Override
  public void close() {
    file.close();
  }
}
