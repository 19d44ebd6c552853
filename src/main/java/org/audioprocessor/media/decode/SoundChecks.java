package org.audioprocessor.media.decode;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.audioprocessor.media.ffmpeg.FfmpegLog;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The checksums of a stream: those of its frames, which FFmpeg compares, and FLAC's of the whole.
 */
final class SoundChecks {
  private @Nullable FlacChecksum whole;
  private int wrongFrames;

  SoundChecks(AVCodecParameters parameters) {
    whole = FlacChecksum.of(parameters);
  }

  /** Calls the decoder and counts the wrong checksums that it tells in its log. */
  int heard(IntSupplier decoder) {
    FfmpegLog.takeWrongChecksums();
    int code = decoder.getAsInt();
    wrongFrames += FfmpegLog.takeWrongChecksums();
    return code;
  }

  void add(AVFrame frame) {
    if (whole != null) {
      whole.add(frame);
    }
  }

  /** Some sound was left out, so that the whole cannot be compared. */
  void leaveOut() {
    whole = null;
  }

  /** What is wrong, after the last frame; a sentence without a full stop. */
  Optional<String> finding() {
    if (wrongFrames > 0) {
      return Optional.of(
          (wrongFrames == 1 ? "1 frame is damaged" : wrongFrames + " frames are damaged")
              + ": the checksum is wrong");
    }
    return whole != null && whole.differs()
        ? Optional.of("its sound is damaged: the checksum (MD5) of the whole is wrong")
        : Optional.empty();
  }
}
