package org.audioprocessor.settings;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.audioprocessor.settings.Settings.Encoder;

/**
 * One value that may be set: its name in the file, its environment variable, its default and what
 * it may be.
 */
public final class SettingKey<T> {

  private static final String ENVIRONMENT_PREFIX = "AUDIO_PROCESSOR_";

  /** Parts between slashes, none of them empty or a dot name; the last slash may be missing. */
  private static final Pattern PREFIX =
      Pattern.compile("(?:(?!\\.{1,2}(?:/|$))[^/\\\\\\p{Cntrl}]+(?:/|$))*");

  public static final SettingKey<Double> INTEGRATED_LUFS =
      number("target.integratedLufs", -14.0, -70, -5);
  public static final SettingKey<Double> LOUDNESS_RANGE_LU =
      number("target.loudnessRangeLu", 11.0, 1, 50);
  public static final SettingKey<Double> TRUE_PEAK_DBTP =
      number("target.truePeakDbtp", -1.5, -9, 0);
  public static final SettingKey<Encoder> ENCODER =
      new SettingKey<>("output.encoder", Encoder.BEST, SettingKey::encoder, "best or quick");
  public static final SettingKey<Double> SEGMENT_SECONDS =
      number("output.segmentSeconds", 10.0, 2, 30).from("SEGMENT_SECONDS");
  public static final SettingKey<String> RAW_PREFIX =
      prefix("prefixes.raw", "tracks/").from("RAW_PREFIX");
  public static final SettingKey<String> PROCESSED_PREFIX =
      prefix("prefixes.processed", "mwonya_audio_tracks/").from("PROCESSED_PREFIX");
  public static final SettingKey<String> FAILED_PREFIX =
      prefix("prefixes.failed", "failedprocessing_tracks/").from("FAILED_PREFIX");
  public static final SettingKey<Integer> THREADS =
      new SettingKey<>(
              "threads",
              0,
              text -> parsed(text, Integer::valueOf).filter(n -> n >= 0 && n <= 64),
              "a whole number from 1 to 64, or 0 for as many as keep this machine busy")
          .from("THREADS");

  /** All of them, in the order in which they are shown. */
  public static final List<SettingKey<?>> ALL =
      List.of(
          INTEGRATED_LUFS,
          LOUDNESS_RANGE_LU,
          TRUE_PEAK_DBTP,
          ENCODER,
          SEGMENT_SECONDS,
          RAW_PREFIX,
          PROCESSED_PREFIX,
          FAILED_PREFIX,
          THREADS);

  private final String name;
  private final Optional<String> environmentVariable;
  private final T defaultValue;
  private final Function<String, Optional<T>> reading;
  private final String allowed;

  private SettingKey(
      String name, T defaultValue, Function<String, Optional<T>> reading, String allowed) {
    this(name, Optional.empty(), defaultValue, reading, allowed);
  }

  private SettingKey(
      String name,
      Optional<String> environmentVariable,
      T defaultValue,
      Function<String, Optional<T>> reading,
      String allowed) {
    this.name = name;
    this.environmentVariable = environmentVariable;
    this.defaultValue = defaultValue;
    this.reading = reading;
    this.allowed = allowed;
  }

  private SettingKey<T> from(String variable) {
    return new SettingKey<>(
        name, Optional.of(ENVIRONMENT_PREFIX + variable), defaultValue, reading, allowed);
  }

  /** In the file: the path, with dots between its levels. */
  public String name() {
    return name;
  }

  public Optional<String> environmentVariable() {
    return environmentVariable;
  }

  public T defaultValue() {
    return defaultValue;
  }

  /** Of a value: what it may be, as the end of a sentence. */
  public String allowed() {
    return allowed;
  }

  /** The value that the text means, or nothing if it is not {@linkplain #allowed allowed}. */
  public Optional<T> read(String text) {
    return reading.apply(text.strip());
  }

  /** The text that {@link #read} takes back. */
  public String text(T value) {
    return value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : Objects.toString(value);
  }

  @Override
  public String toString() {
    return name;
  }

  private static SettingKey<Double> number(
      String name, double defaultValue, double least, double most) {
    return new SettingKey<>(
        name,
        defaultValue,
        text -> parsed(text, Double::valueOf).filter(n -> n >= least && n <= most),
        String.format(Locale.ROOT, "a number from %s to %s", shown(least), shown(most)));
  }

  private static SettingKey<String> prefix(String name, String defaultValue) {
    return new SettingKey<>(
        name,
        defaultValue,
        text -> Optional.of(text).filter(t -> PREFIX.matcher(t).matches()),
        "a folder of the bucket such as tracks/, without a slash at its start");
  }

  private static Optional<Encoder> encoder(String text) {
    return Stream.of(Encoder.values()).filter(e -> e.name().equalsIgnoreCase(text)).findFirst();
  }

  private static <N extends Number> Optional<N> parsed(String text, Function<String, N> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static String shown(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
