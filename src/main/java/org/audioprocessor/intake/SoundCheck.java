package org.audioprocessor.intake;

import java.nio.file.Path;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.decode.AudioFile;

/** Checks that a file contains audio that can be processed. */
@FunctionalInterface
public interface SoundCheck {
  /** Returns normally if the file can be processed. */
  void check(Path file) throws MediaException;

  /** Returns a check in this process; a file that crashes the decoder ends the process. */
  static SoundCheck inProcess(MediaLimits limits) {
    return file -> {
      try (AudioFile audio = AudioFile.open(file, limits, () -> false)) {
        audio.read(new AudioBlock());
      }
    };
  }
}
