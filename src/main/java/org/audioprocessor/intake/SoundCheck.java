package org.audioprocessor.intake;

import java.nio.file.Path;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.decode.AudioFile;

/** Looks whether a file is sound that can be processed. */
@FunctionalInterface
public interface SoundCheck {
  /** Returns if so; otherwise throws what is wrong with it. */
  void check(Path file) throws MediaException;

  /** In this process: a file that crashes its decoder takes everything along. */
  static SoundCheck inProcess(MediaLimits limits) {
    return file -> {
      try (AudioFile audio = AudioFile.open(file, limits, () -> false)) {
        audio.read(new AudioBlock());
      }
    };
  }
}
