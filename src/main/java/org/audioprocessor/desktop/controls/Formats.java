package org.audioprocessor.desktop.controls;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.hls.Ladder;
import org.jspecify.annotations.Nullable;

/** Formats numbers, times and levels for this locale. */
public final class Formats {
  private static final char MINUS = '−';
  private static final int LONGEST_NAME = 60;

  private Formats() {}

  /**
   * Loads the locale's formats, which takes a tenth of a second once. Do not call it on the thread
   * that shows the first rows.
   */
  public static void prepare() {
    ZoneId zone = ZoneId.systemDefault();
    Instant now = Instant.now();
    for (Instant moment : new Instant[] {now, now.minus(Duration.ofDays(40)), Instant.EPOCH}) {
      when(moment, now, zone);
      exactly(moment, zone);
    }
    level(0.5);
    count(1000);
  }

  /** Shortens a long file name in the middle. */
  public static String shortName(String fileName) {
    int length = fileName.codePointCount(0, fileName.length());
    if (length <= LONGEST_NAME) {
      return fileName;
    }
    int half = LONGEST_NAME / 2;
    return fileName.substring(0, fileName.offsetByCodePoints(0, half))
        + "…"
        + fileName.substring(fileName.offsetByCodePoints(0, length - half));
  }

  public static String count(long number) {
    return NumberFormat.getIntegerInstance(Locale.getDefault()).format(number);
  }

  /** Formats a level with one decimal and a true minus sign; a dash for no value. */
  public static String level(@Nullable Double value) {
    if (value == null || value.isNaN() || value.isInfinite()) {
      return "–";
    }
    double rounded = Math.round(value * 10) / 10.0;
    String digits = String.format(Locale.getDefault(), "%.1f", Math.abs(rounded));
    return rounded < 0 ? MINUS + digits : digits;
  }

  /** Formats a speed such as “38×”; empty while unknown. */
  public static String realTime(double factor) {
    if (factor <= 0) {
      return "";
    }
    return factor < 10
        ? String.format(Locale.getDefault(), "%.1f×", factor)
        : count(Math.round(factor)) + "×";
  }

  /** Formats to the minute: “today 09:41”, “yesterday 18:03”, “3 Feb 09:41”, “3 Feb 2024”. */
  public static String when(@Nullable Instant moment, Instant now, ZoneId zone) {
    if (moment == null) {
      return Messages.text("time.unknown");
    }
    ZonedDateTime local = moment.atZone(zone);
    LocalDate today = LocalDate.ofInstant(now, zone);
    String clock = DateTimeFormatter.ofPattern("HH:mm", Locale.getDefault()).format(local);
    if (local.toLocalDate().equals(today)) {
      return Messages.text("time.today", clock);
    }
    if (local.toLocalDate().equals(today.minusDays(1))) {
      return Messages.text("time.yesterday", clock);
    }
    String pattern = local.getYear() == today.getYear() ? "d MMM HH:mm" : "d MMM yyyy";
    return DateTimeFormatter.ofPattern(pattern, Locale.getDefault()).format(local);
  }

  /** Formats to the second, with the zone. */
  public static String exactly(@Nullable Instant moment, ZoneId zone) {
    return moment == null
        ? Messages.text("time.unknown")
        : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.LONG)
            .withLocale(Locale.getDefault())
            .format(moment.atZone(zone));
  }

  /** Rounds a duration so that the text changes seldom: “40 s”, “18 min”, “2 h 10 min”. */
  public static String about(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return Messages.text("time.seconds", seconds);
    }
    if (seconds < 90) {
      return Messages.text("time.minute", seconds / 60, seconds % 60);
    }
    long minutes = (seconds + 30) / 60;
    return minutes < 90
        ? Messages.text("time.minutes", minutes)
        : Messages.text("time.hours", minutes / 60, minutes % 60);
  }

  /** The names of renditions for users; a rung without a word in the bundle keeps its own name. */
  public static final class RenditionWords {
    private RenditionWords() {}

    /** Whether the bundle has a word for it. */
    public static boolean has(String rendition) {
      return Messages.has("rendition." + rendition);
    }

    /**
     * The word for it, or its name.
     *
     * @param rendition {@code raw}, {@code m4a} or a rung
     */
    public static String of(String rendition) {
      return has(rendition) ? Messages.text("rendition." + rendition) : rendition;
    }

    /** The same; without a word, its bit rate follows its name: “max · 256 kb/s”. */
    public static String of(String rendition, Ladder ladder) {
      return has(rendition)
          ? of(rendition)
          : ladder
              .rung(rendition)
              .map(
                  rung -> Messages.text("rendition.other-rung", rung.name(), rung.bitRate() / 1000))
              .orElse(rendition);
    }

    /** The words for the rungs that the program publishes, low to high. */
    public static List<String> ofProgram() {
      return Ladder.DEFAULT.rungs().stream().map(rung -> of(rung.name(), Ladder.DEFAULT)).toList();
    }

    /** For its tooltip and its key. */
    public static String inFull(String rendition, Ladder ladder) {
      String key = "preview.rendition." + rendition;
      return Messages.has(key)
          ? Messages.text(key)
          : Messages.text("preview.rendition.other-rung", of(rendition, ladder));
    }
  }

  /**
   * Decides when a true peak is marked: above the limiter's ceiling, compared as displayed. The
   * limiter works before the encoder, and an encoder may raise peaks.
   */
  public static final class PeakCeiling {
    /** Has the same meaning as the colour. */
    public static final String SIGN = "▲";

    private PeakCeiling() {}

    /**
     * Compares in tenths of a decibel.
     *
     * @param dbtp null or NaN for no value
     */
    public static boolean isOver(@Nullable Double dbtp, double ceilingDbtp) {
      return dbtp != null && !dbtp.isNaN() && Math.round(dbtp * 10) > Math.round(ceilingDbtp * 10);
    }
  }
}
