package org.audioprocessor.process.readback;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.decode.AudioFile;

/**
 * The result of decoding a file. A truncated file, or one with a gap, decodes without an error, so
 * its duration is compared with the one that its container states.
 *
 * @param seconds decoded duration
 * @param errors number of skipped packets
 * @param silencedSamples number of samples that were NaN or far above full scale
 * @param notes sentences about the container, its tags and its checksums
 */
public record Decoded(
    AudioInfo info, double seconds, int errors, long silencedSamples, List<String> notes) {
  private static final double TOLERATED_SECONDS = 2;
  private static final double TOLERATED_SHARE = 0.02;
  private static final double WORTH_A_WORD_SECONDS = 0.1;

  /** To be called after the last block. */
  public static Decoded of(AudioFile file) {
    double seconds = file.decodedFrames() / (double) file.info().sampleRate();
    return new Decoded(
        file.info(), seconds, file.decodeErrors(), file.silencedSamples(), file.warnings());
  }

  private double missing() {
    return info.statedSeconds().orElse(0) - seconds;
  }

  private boolean isCut() {
    double stated = info.statedSeconds().orElse(0);
    return missing() > TOLERATED_SECONDS && missing() > TOLERATED_SHARE * stated;
  }

  /** Whether so much is missing that the upload is incomplete. */
  public Optional<String> cut() {
    return isCut()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Only %.1f s of the %.1f s that the file says it holds can be decoded: it breaks"
                    + " off too early or is damaged. Upload it again from the original.",
                seconds,
                info.statedSeconds().orElse(0)))
        : Optional.empty();
  }

  /** Sentences about defects of the file. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>(notes);
    if (!isCut() && missing() > WORTH_A_WORD_SECONDS) {
      warnings.add(
          String.format(
              Locale.ROOT, "%.1f s of what the file says it holds are missing", missing()));
    }
    if (errors > 0) {
      warnings.add(
          errors == 1 ? "1 damaged packet was skipped" : errors + " damaged packets were skipped");
    }
    if (silencedSamples > 0) {
      warnings.add(
          silencedSamples
              + " samples were no numbers or more than 24 dB above full scale and became silence");
    }
    return List.copyOf(warnings);
  }
}
