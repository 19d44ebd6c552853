package org.audioprocessor.media.decode;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.audioprocessor.media.ffmpeg.FfmpegLog;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The checksums of a stream: of its frames, which FFmpeg checks, and FLAC's of the whole audio. */
final class SoundChecks {
  private @Nullable FlacChecksum whole;
  private int wrongFrames;

  SoundChecks(AVCodecParameters parameters) {
    whole = FlacChecksum.of(parameters);
  }

  /** Calls the decoder and counts the wrong checksums in its log. */
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

  /** Records that audio was skipped, so the checksum of the whole cannot be compared. */
  void leaveOut() {
    whole = null;
  }

  /** Returns the faults after the last frame, as sentences without a full stop. */
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
