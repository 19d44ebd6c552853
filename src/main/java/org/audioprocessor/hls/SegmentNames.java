package org.audioprocessor.hls;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The segment names of one try, {@code segment_g0007b_00012.ts}. They are unique for each
 * generation and try, so that a late write never overwrites newer bytes. They match {@code
 * segment_*.ts}.
 *
 * @param generation of the track, from 0
 * @param attempt the try within the generation, from 1: a, b … z, aa, ab …
 */
public record SegmentNames(int generation, int attempt) {
  private static final Pattern NAME =
      Pattern.compile("segment_g([0-9]{4,9})([a-z]{1,5})_([0-9]{5,9})\\.ts");

  private static final int LETTERS = 26;

  /** The highest try that five letters can express. */
  private static final int MAX_ATTEMPT = 12_356_630;

  public SegmentNames {
    if (generation < 0 || generation > 999_999_999 || attempt < 1 || attempt > MAX_ATTEMPT) {
      throw new IllegalArgumentException("Generations count from 0 and tries from 1.");
    }
  }

  /** A parsed name. */
  public record Parsed(SegmentNames names, int number) {}

  /** The file name of segment {@code number}, from 0. */
  public String name(int number) {
    return String.format(
        Locale.ROOT, "segment_g%04d%s_%05d.ts", generation, letters(attempt), number);
  }

  /** Parses a file name; empty if it does not have this form. */
  public static Optional<Parsed> parse(String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int generation = Integer.parseInt(matcher.group(1));
    SegmentNames names = new SegmentNames(generation, attempt(matcher.group(2)));
    int number = Integer.parseInt(matcher.group(3));
    // leading zeros beyond the width would give one segment two names
    return names.name(number).equals(fileName)
        ? Optional.of(new Parsed(names, number))
        : Optional.empty();
  }

  private static String letters(int attempt) {
    StringBuilder letters = new StringBuilder();
    for (int rest = attempt; rest > 0; rest = (rest - 1) / LETTERS) {
      letters.insert(0, (char) ('a' + (rest - 1) % LETTERS));
    }
    return letters.toString();
  }

  private static int attempt(String letters) {
    int attempt = 0;
    for (int i = 0; i < letters.length(); i++) {
      attempt = attempt * LETTERS + (letters.charAt(i) - 'a' + 1);
    }
    return attempt;
  }
}
