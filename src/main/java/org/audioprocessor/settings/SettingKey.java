package org.audioprocessor.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.audioprocessor.settings.Settings.Encoder;
import org.audioprocessor.settings.Settings.Isolation;
import org.audioprocessor.settings.Settings.LogFormat;
import org.audioprocessor.settings.Settings.Quality;
import org.audioprocessor.settings.SettingsSources.EnvironmentNames;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.Encryption;

/**
 * A setting: its name in the file, its environment variable, its default and its allowed values. A
 * text with an empty default is optional.
 */
public final class SettingKey<T> {
  /** Filled by the constructor. */
  private static final List<SettingKey<?>> DECLARED = new ArrayList<>();

  public static final SettingKey<Double> INTEGRATED_LUFS =
      number("target.integratedLufs", -14.0, -70, -5);
  public static final SettingKey<Double> LOUDNESS_RANGE_LU =
      number("target.loudnessRangeLu", 11.0, 1, 50);
  public static final SettingKey<Double> TRUE_PEAK_DBTP =
      number("target.truePeakDbtp", -1.5, -9, 0);
  public static final SettingKey<Encoder> ENCODER =
      word("output.encoder", Encoder.AUTO, "auto, ffmpeg, fdk, faac or quick").from("ENCODER");
  public static final SettingKey<Double> SEGMENT_SECONDS =
      number("output.segmentSeconds", 10.0, 2, 30).from("SEGMENT_SECONDS");

  /** Whether excerpts of each rendition are compared with the source. */
  public static final SettingKey<Quality> QUALITY =
      word("output.quality", Quality.WINDOW, "window, always or never").from("QUALITY");

  public static final SettingKey<String> RAW_PREFIX =
      prefix("prefixes.raw", "tracks/").from("RAW_PREFIX");
  public static final SettingKey<String> PROCESSED_PREFIX =
      prefix("prefixes.processed", "mwonya_audio_tracks/").from("PROCESSED_PREFIX");
  public static final SettingKey<String> FAILED_PREFIX =
      prefix("prefixes.failed", "failedprocessing_tracks/").from("FAILED_PREFIX");

  /** Allows file names with folders, such as {@code 2026/11/song.mp3}. */
  public static final SettingKey<Boolean> FOLDERS = yesOrNo("prefixes.folders").from("FOLDERS");

  /** Name of the saved connection to use. */
  public static final SettingKey<String> CONNECTION =
      new SettingKey<>(
              "connection",
              "",
              SettingParsers::connectionName,
              "the name of a saved connection, or embedded for the workspace's own")
          .from("CONNECTION");

  public static final SettingKey<String> DATABASE_URL =
      new SettingKey<>(
              "database.url",
              "",
              SettingParsers::jdbcUrl,
              "a JDBC URL such as jdbc:postgresql://host:5432/name or jdbc:mysql://host:3306/name,"
                  + " without a password: that belongs into "
                  + EnvironmentNames.DATABASE_PASSWORD
                  + ", into a file named by "
                  + EnvironmentNames.DATABASE_PASSWORD_FILE
                  + " or into the system's keychain")
          .from("DB_URL")
          .ofConnection()
          .unshown();
  public static final SettingKey<String> DATABASE_USER =
      text("database.user").from("DB_USER").ofConnection();
  public static final SettingKey<String> DATABASE_SCHEMA =
      new SettingKey<>(
              "database.schema", "", SettingParsers::schema, "a name of letters, digits and _")
          .from("DB_SCHEMA")
          .ofConnection();
  public static final SettingKey<String> DATABASE_TABLE =
      new SettingKey<>(
              "database.table",
              "",
              SettingParsers::tableName,
              "table or schema.table, each of up to 63 letters, digits, spaces, hyphens, _ and $")
          .from("DB_TABLE")
          .ofConnection();
  public static final SettingKey<String> BUCKET =
      new SettingKey<>(
              "bucket.name",
              "",
              SettingParsers::bucketName,
              "the name of a bucket: 3 to 255 letters, digits, dots and hyphens, without"
                  + " s3:// before it")
          .from("BUCKET")
          .ofConnection();
  public static final SettingKey<String> ENDPOINT =
      new SettingKey<>(
              "bucket.endpoint",
              "",
              SettingParsers::endpoint,
              "an address such as https://s3.example.com, without a user or a password")
          .from("ENDPOINT")
          .ofConnection()
          .unshown();
  public static final SettingKey<String> REGION =
      text("bucket.region").from("REGION").ofConnection();
  public static final SettingKey<Boolean> PATH_STYLE =
      yesOrNo("bucket.pathStyle").from("PATH_STYLE").ofConnection();

  /** Allows a remote endpoint without TLS. */
  public static final SettingKey<Boolean> PLAIN_HTTP =
      yesOrNo("bucket.plainHttp").from("PLAIN_HTTP").ofConnection();

  public static final SettingKey<Encryption> ENCRYPTION =
      new SettingKey<>(
              "bucket.encryption",
              new Encryption.BucketDefault(),
              SettingParsers::encryption,
              "none (as the bucket does by itself), s3, kms, or kms: with a key's id")
          .from("ENCRYPTION")
          .ofConnection();
  public static final SettingKey<Checksums> CHECKSUMS =
      word(
              "bucket.checksums",
              Checksums.ALWAYS,
              "always, or required for stores that refuse the others")
          .from("CHECKSUMS")
          .ofConnection();

  /** Changes of a production connection require confirmation. */
  public static final SettingKey<Boolean> PRODUCTION = yesOrNo("production").ofConnection();

  public static final SettingKey<Integer> THREADS =
      new SettingKey<>(
              "threads",
              0,
              SettingParsers.wholeNumber(0, 64),
              "a whole number from 1 to 64, or 0 for as many as keep this machine busy")
          .from("THREADS");

  /** Connections of each process to the platform's database. */
  public static final SettingKey<Integer> CONNECTIONS =
      whole("worker.connections", 10, 5, 64).from("DB_CONNECTIONS");

  /** Interval at which an idle worker polls. */
  public static final SettingKey<Integer> POLL_SECONDS =
      whole("worker.pollSeconds", 2, 1, 300).from("POLL_SECONDS");

  /** Time after which a claim without a heartbeat expires. */
  public static final SettingKey<Integer> LEASE_SECONDS =
      whole("worker.leaseSeconds", 60, 30, 3600).from("LEASE_SECONDS");

  /** Number of consecutive lost claims that fails an upload. */
  public static final SettingKey<Integer> LOST_CLAIMS =
      whole("worker.lostClaims", 3, 1, 100).from("LOST_CLAIMS");

  public static final SettingKey<Isolation> ISOLATION =
      word("isolation", Isolation.CHILD, "child or in-process").from("ISOLATION");
  public static final SettingKey<Integer> HEALTH_PORT =
      new SettingKey<>(
              "health.port",
              0,
              SettingParsers.wholeNumber(0, 65_535),
              "a port, or 0 for no health port")
          .from("HEALTH_PORT");
  public static final SettingKey<String> HEALTH_ADDRESS =
      new SettingKey<>(
              "health.address",
              "127.0.0.1",
              SettingParsers::ipAddress,
              "an IP address of this machine, or 0.0.0.0 for all of them")
          .from("HEALTH_ADDRESS");
  public static final SettingKey<LogFormat> LOG_FORMAT =
      word("log.format", LogFormat.TEXT, "text or json").from("LOG_FORMAT");

  /** All keys, in the order of their declaration, which is the display order. */
  public static final List<SettingKey<?>> ALL = List.copyOf(DECLARED);

  private final String name;
  private final T defaultValue;
  private final Function<String, Optional<T>> reading;
  private final String allowed;
  private Optional<String> variable = Optional.empty();
  private boolean ofConnection;
  private boolean shownWhenRefused = true;

  private SettingKey(
      String name, T defaultValue, Function<String, Optional<T>> reading, String allowed) {
    this.name = name;
    this.defaultValue = defaultValue;
    this.reading = reading;
    this.allowed = allowed;
    DECLARED.add(this);
  }

  private SettingKey<T> from(String suffix) {
    variable = Optional.of(EnvironmentNames.PREFIX + suffix);
    return this;
  }

  private SettingKey<T> ofConnection() {
    ofConnection = true;
    return this;
  }

  private SettingKey<T> unshown() {
    shownWhenRefused = false;
    return this;
  }

  /** Returns the path in the file, with dots between its levels. */
  public String name() {
    return name;
  }

  public Optional<String> environmentVariable() {
    return variable;
  }

  public T defaultValue() {
    return defaultValue;
  }

  /** Returns a description of the allowed values, as the end of a sentence. */
  public String allowed() {
    return allowed;
  }

  /** Returns true if saved connections set this key. */
  public boolean isOfConnection() {
    return ofConnection;
  }

  /** Returns true if an invalid text may be quoted, because it cannot hold a password. */
  boolean isShownWhenRefused() {
    return shownWhenRefused;
  }

  /** Parses a text; empty if it is not {@linkplain #allowed allowed}. */
  public Optional<T> read(String text) {
    return reading.apply(text.strip());
  }

  /** Returns the text that {@link #read} parses. */
  public String text(T value) {
    Object written = value instanceof Encryption encryption ? encryption.text() : value;
    return written instanceof Enum<?> e ? SettingParsers.word(e) : written.toString();
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
        SettingParsers.number(least, most),
        String.format(
            Locale.ROOT,
            "a number from %s to %s",
            SettingParsers.shown(least),
            SettingParsers.shown(most)));
  }

  private static SettingKey<Integer> whole(String name, int defaultValue, int least, int most) {
    return new SettingKey<>(
        name,
        defaultValue,
        SettingParsers.wholeNumber(least, most),
        "a whole number from " + least + " to " + most);
  }

  private static SettingKey<String> prefix(String name, String defaultValue) {
    return new SettingKey<>(
        name,
        defaultValue,
        SettingParsers::prefix,
        "a folder of the bucket such as tracks/, without a slash at its start");
  }

  private static SettingKey<String> text(String name) {
    return new SettingKey<>(
        name, "", SettingParsers::oneLine, "one line of at most 255 characters");
  }

  private static <E extends Enum<E>> SettingKey<E> word(
      String name, E defaultValue, String allowed) {
    Class<E> words = defaultValue.getDeclaringClass();
    return new SettingKey<>(name, defaultValue, SettingParsers.word(words), allowed);
  }

  private static SettingKey<Boolean> yesOrNo(String name) {
    return new SettingKey<>(name, false, SettingParsers::yesOrNo, "true or false");
  }
}
