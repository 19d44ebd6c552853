package org.audioprocessor.media.decode;

import java.util.OptionalDouble;
import java.util.Set;
import org.audioprocessor.media.AudioInfo;

/**
 * In which files a place can be reached without decoding everything before, exact to the sample:
 * where the container's timestamps count samples, and the codec forgets what was long ago.
 */
final class ExactSeek {
  private static final Set<String> PLAIN_CONTAINERS = Set.of("WAV", "Wave64", "AIFF", "CAF");

  /** The bit reservoir reaches back nine frames, and two overlap. */
  private static final double MP3_SECONDS = 0.5;

  private static final double AAC_SECONDS = 0.5;

  private ExactSeek() {}

  /** How long before the place decoding must begin; empty where a place cannot be reached so. */
  static OptionalDouble leadSeconds(AudioInfo info) {
    String codec = info.codec();
    return switch (info.container()) {
      case "FLAC" -> OptionalDouble.of(0);
      case "MP3" -> codec.equals("MP3") ? OptionalDouble.of(MP3_SECONDS) : OptionalDouble.empty();
      case "MP4" ->
          switch (codec) {
            case "AAC" -> OptionalDouble.of(AAC_SECONDS);
            case "ALAC" -> OptionalDouble.of(0);
            default -> OptionalDouble.empty();
          };
      default ->
          PLAIN_CONTAINERS.contains(info.container()) && codec.startsWith("PCM")
              ? OptionalDouble.of(0)
              : OptionalDouble.empty();
    };
  }
}
