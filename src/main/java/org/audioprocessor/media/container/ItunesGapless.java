package org.audioprocessor.media.container;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * iTunes' comment iTunSMPB: hexadecimal numbers, the second the encoder's delay, the third its
 * padding, the fourth the length of the sound, all in samples.
 */
public record ItunesGapless(long delay, long padding, long samples) {
  private static final Pattern NUMBERS =
      Pattern.compile(
          "\\s*[0-9A-Fa-f]{8}\\s+([0-9A-Fa-f]{8})\\s+([0-9A-Fa-f]{8})\\s+([0-9A-Fa-f]{16})\\b.*");
  private static final long MOST_DELAY = 1 << 14;

  /** Parses a comment; null if it is missing or invalid. */
  public static @Nullable ItunesGapless parse(@Nullable String text) {
    Matcher numbers = NUMBERS.matcher(text == null ? "" : text);
    if (!numbers.matches()) {
      return null;
    }
    long delay = Long.parseLong(numbers.group(1), 16);
    long padding = Long.parseLong(numbers.group(2), 16);
    long samples = Long.parseUnsignedLong(numbers.group(3), 16);
    boolean sensible =
        delay <= MOST_DELAY && padding <= MOST_DELAY && samples > 0 && samples < 1L << 40;
    return sensible ? new ItunesGapless(delay, padding, samples) : null;
  }

  /** Of everything that is decoded. */
  long total() {
    return delay + samples;
  }

  /** Formats the text of such a comment. */
  public String text() {
    return String.format(
        Locale.ROOT,
        " 00000000 %08X %08X %016X 00000000 00000000 00000000 00000000 00000000 00000000 00000000"
            + " 00000000",
        delay,
        padding,
        samples);
  }
}
