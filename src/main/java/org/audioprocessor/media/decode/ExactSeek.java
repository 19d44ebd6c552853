package org.audioprocessor.media.decode;

import java.util.OptionalDouble;
import java.util.Set;
import org.audioprocessor.media.AudioInfo;

/**
 * Knows the formats in which a seek is exact to the sample: the container's timestamps count
 * samples, and the codec depends only on a limited past.
 */
final class ExactSeek {
  private static final Set<String> PLAIN_CONTAINERS = Set.of("WAV", "Wave64", "AIFF", "CAF");

  /** The bit reservoir contains nine earlier frames, and two frames overlap. */
  private static final double MP3_SECONDS = 0.5;

  private static final double AAC_SECONDS = 0.5;

  private ExactSeek() {}

  /** Seconds before the position at which decoding must begin; empty if exact seeks do not work. */
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
