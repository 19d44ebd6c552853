package org.audioprocessor.process.measure;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.audioprocessor.loudness.Burst;
import org.audioprocessor.loudness.InfrasoundFilter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.CoverPicture;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.StereoMix;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.process.readback.Decoded;

/** Decodes a raw file from its start, mixes it down to stereo and repairs it. For one thread. */
public final class StereoSource implements AutoCloseable {
  private final AudioFile file;
  private final StereoMix mix;
  private final AudioBlock decoded = new AudioBlock();
  private final AudioBlock stereo = new AudioBlock();
  private final Repairs repairs;
  private final InfrasoundFilter highPass;
  private long frames;

  private StereoSource(AudioFile file, Repairs repairs) {
    this.file = file;
    this.repairs = repairs;
    this.highPass = new InfrasoundFilter(file.info().sampleRate());
    this.mix = StereoMix.of(file.info().channelRoles());
  }

  public static StereoSource open(Path path, MediaLimits limits, BooleanSupplier cancelled)
      throws MediaException {
    return open(path, limits, Repairs.NONE, cancelled);
  }

  /** Opens a file whose sound is repaired. */
  public static StereoSource open(
      Path path, MediaLimits limits, Repairs repairs, BooleanSupplier cancelled)
      throws MediaException {
    return new StereoSource(AudioFile.open(path, limits, cancelled), repairs);
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
    if (!repairs.changesNothing()) {
      repair();
    }
    frames += stereo.frames();
    return true;
  }

  private void repair() {
    subtract(repairs.offsetLeft(), stereo.samples()[0]);
    subtract(repairs.offsetRight(), stereo.samples()[1]);
    if (repairs.highPass()) {
      highPass.apply(stereo.samples(), stereo.frames());
    }
    for (Burst burst : repairs.bursts()) {
      burst.lower(stereo.samples(), stereo.frames(), frames, info().sampleRate());
    }
  }

  private void subtract(float offset, float[] samples) {
    if (offset != 0) {
      for (int i = 0; i < stereo.frames(); i++) {
        samples[i] -= offset;
      }
    }
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
