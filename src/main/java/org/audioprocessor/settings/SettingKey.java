package org.audioprocessor.settings;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.audioprocessor.settings.Settings.Encoder;
import org.audioprocessor.settings.Settings.Isolation;
import org.audioprocessor.settings.Settings.LogFormat;
import org.audioprocessor.settings.Settings.Quality;

/**
 * One value that may be set: its name in the file, its environment variable, its default and what
 * it may be. A text whose default is empty is not set unless somebody sets it.
 */
public final class SettingKey<T> {

  public static final SettingKey<Double> INTEGRATED_LUFS =
      number("target.integratedLufs", -14.0, -70, -5);
  public static final SettingKey<Double> LOUDNESS_RANGE_LU =
      number("target.loudnessRangeLu", 11.0, 1, 50);
  public static final SettingKey<Double> TRUE_PEAK_DBTP =
      number("target.truePeakDbtp", -1.5, -9, 0);
  public static final SettingKey<Encoder> ENCODER =
      new SettingKey<>(
          "output.encoder", Encoder.BEST, SettingParsers.word(Encoder.class), "best or quick");
  public static final SettingKey<Double> SEGMENT_SECONDS =
      number("output.segmentSeconds", 10.0, 2, 30).from("SEGMENT_SECONDS");

  /** Whether excerpts of each rendition are compared with the source. */
  public static final SettingKey<Quality> QUALITY =
      new SettingKey<>(
              "output.quality",
              Quality.WINDOW,
              SettingParsers.word(Quality.class),
              "window, always or never")
          .from("QUALITY");

  public static final SettingKey<String> RAW_PREFIX =
      prefix("prefixes.raw", "tracks/").from("RAW_PREFIX");
  public static final SettingKey<String> PROCESSED_PREFIX =
      prefix("prefixes.processed", "mwonya_audio_tracks/").from("PROCESSED_PREFIX");
  public static final SettingKey<String> FAILED_PREFIX =
      prefix("prefixes.failed", "failedprocessing_tracks/").from("FAILED_PREFIX");

  /** Whether a file name may be {@code 2026/11/song.mp3}. */
  public static final SettingKey<Boolean> FOLDERS = yesOrNo("prefixes.folders").from("FOLDERS");

  /** Which of the saved connections is used. */
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

  /** Whether an endpoint on another machine may be reached without TLS. */
  public static final SettingKey<Boolean> PLAIN_HTTP =
      yesOrNo("bucket.plainHttp").from("PLAIN_HTTP").ofConnection();

  public static final SettingKey<Connection.Encryption> ENCRYPTION =
      new SettingKey<>(
              "bucket.encryption",
              Connection.Encryption.NONE,
              Connection.Encryption::read,
              "none (as the bucket does by itself), s3, kms, or kms: with a key's id")
          .from("ENCRYPTION")
          .ofConnection();
  public static final SettingKey<Connection.Checksums> CHECKSUMS =
      new SettingKey<>(
              "bucket.checksums",
              Connection.Checksums.ALWAYS,
              SettingParsers.word(Connection.Checksums.class),
              "always, or required for stores that refuse the others")
          .from("CHECKSUMS")
          .ofConnection();

  /** Changing it deserves a question first. */
  public static final SettingKey<Boolean> PRODUCTION = yesOrNo("production").ofConnection();

  public static final SettingKey<Integer> THREADS =
      new SettingKey<>(
              "threads",
              0,
              SettingParsers.wholeNumber(0, 64),
              "a whole number from 1 to 64, or 0 for as many as keep this machine busy")
          .from("THREADS");

  /** To the platform's database, of each process. */
  public static final SettingKey<Integer> CONNECTIONS =
      whole("worker.connections", 10, 5, 64).from("DB_CONNECTIONS");

  /** How often a worker that found nothing looks again. */
  public static final SettingKey<Integer> POLL_SECONDS =
      whole("worker.pollSeconds", 2, 1, 300).from("POLL_SECONDS");

  /** How long a claim lives without a sign of life of its worker. */
  public static final SettingKey<Integer> LEASE_SECONDS =
      whole("worker.leaseSeconds", 60, 30, 3600).from("LEASE_SECONDS");

  /** An upload fails when so many workers running died with it. */
  public static final SettingKey<Integer> LOST_CLAIMS =
      whole("worker.lostClaims", 3, 1, 100).from("LOST_CLAIMS");

  public static final SettingKey<Isolation> ISOLATION =
      new SettingKey<>(
              "isolation",
              Isolation.CHILD,
              SettingParsers.word(Isolation.class),
              "child or in-process")
          .from("ISOLATION");
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
      new SettingKey<>(
              "log.format", LogFormat.TEXT, SettingParsers.word(LogFormat.class), "text or json")
          .from("LOG_FORMAT");

  /** All of them, in the order in which they are shown. */
  public static final List<SettingKey<?>> ALL =
      List.of(
          INTEGRATED_LUFS,
          LOUDNESS_RANGE_LU,
          TRUE_PEAK_DBTP,
          ENCODER,
          SEGMENT_SECONDS,
          QUALITY,
          RAW_PREFIX,
          PROCESSED_PREFIX,
          FAILED_PREFIX,
          FOLDERS,
          CONNECTION,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_SCHEMA,
          DATABASE_TABLE,
          BUCKET,
          ENDPOINT,
          REGION,
          PATH_STYLE,
          PLAIN_HTTP,
          ENCRYPTION,
          CHECKSUMS,
          PRODUCTION,
          THREADS,
          CONNECTIONS,
          POLL_SECONDS,
          LEASE_SECONDS,
          LOST_CLAIMS,
          ISOLATION,
          HEALTH_PORT,
          HEALTH_ADDRESS,
          LOG_FORMAT);

  private final String name;
  private final T defaultValue;
  private final Function<String, Optional<T>> reading;
  private final String allowed;
  private final Traits traits;

  private record Traits(Optional<String> variable, boolean isOfConnection, boolean isShown) {}

  private SettingKey(
      String name, T defaultValue, Function<String, Optional<T>> reading, String allowed) {
    this(name, defaultValue, reading, allowed, new Traits(Optional.empty(), false, true));
  }

  private SettingKey(
      String name,
      T defaultValue,
      Function<String, Optional<T>> reading,
      String allowed,
      Traits traits) {
    this.name = name;
    this.defaultValue = defaultValue;
    this.reading = reading;
    this.allowed = allowed;
    this.traits = traits;
  }

  private SettingKey<T> with(Traits changed) {
    return new SettingKey<>(name, defaultValue, reading, allowed, changed);
  }

  private SettingKey<T> from(String variable) {
    return with(
        new Traits(
            Optional.of(EnvironmentNames.PREFIX + variable),
            traits.isOfConnection,
            traits.isShown));
  }

  private SettingKey<T> ofConnection() {
    return with(new Traits(traits.variable, true, traits.isShown));
  }

  private SettingKey<T> unshown() {
    return with(new Traits(traits.variable, traits.isOfConnection, false));
  }

  /** In the file: the path, with dots between its levels. */
  public String name() {
    return name;
  }

  public Optional<String> environmentVariable() {
    return traits.variable;
  }

  public T defaultValue() {
    return defaultValue;
  }

  /** Of a value: what it may be, as the end of a sentence. */
  public String allowed() {
    return allowed;
  }

  /** Whether a saved connection has one of its own. */
  public boolean isOfConnection() {
    return traits.isOfConnection;
  }

  /** Whether a text that is not allowed may be repeated: it could hold a password. */
  boolean isShownWhenRefused() {
    return traits.isShown;
  }

  /** The value that the text means, or nothing if it is not {@linkplain #allowed allowed}. */
  public Optional<T> read(String text) {
    return reading.apply(text.strip());
  }

  /** The text that {@link #read} takes back. */
  public String text(T value) {
    return value instanceof Enum<?> e ? SettingParsers.word(e) : Objects.toString(value);
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

  private static SettingKey<Boolean> yesOrNo(String name) {
    return new SettingKey<>(name, false, SettingParsers::yesOrNo, "true or false");
  }
}
