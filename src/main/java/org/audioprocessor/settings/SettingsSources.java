package org.audioprocessor.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.audioprocessor.settings.Settings.EffectiveSettings;
import org.audioprocessor.settings.Settings.EffectiveSettings.Origin;
import org.audioprocessor.settings.Settings.EffectiveSettings.Value;
import org.audioprocessor.settings.Settings.HealthPort;
import org.audioprocessor.settings.Settings.Operation;
import org.audioprocessor.settings.Settings.Output;
import org.audioprocessor.settings.Settings.Pace;
import org.audioprocessor.settings.Settings.Prefixes;
import org.audioprocessor.settings.Settings.Target;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Resolves settings from the command line, the environment, the settings file and the defaults, in
 * this order. Invalid flags and variables are errors; an invalid value in the file is replaced by
 * its default with a warning, so that the program starts.
 */
public final class SettingsSources {

  private final Map<SettingKey<?>, String> flags;
  private final Map<String, String> environment;
  private final SettingsFile file;

  private final List<Value> values = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** The saved connection in use. */
  private @Nullable String saved;

  private SettingsSources(
      Map<SettingKey<?>, String> flags, Map<String, String> environment, SettingsFile file) {
    this.flags = flags;
    this.environment = environment;
    this.file = file;
  }

  /**
   * Resolves all values.
   *
   * @param flags values of the command line, as text
   * @throws SettingsException if a flag or a variable is invalid, or the file cannot be read
   */
  public static EffectiveSettings resolve(
      Map<SettingKey<?>, String> flags, Map<String, String> environment, SettingsFile file)
      throws SettingsException {
    return new SettingsSources(flags, environment, file).resolve();
  }

  private EffectiveSettings resolve() throws SettingsException {
    SettingsFile.Loaded loaded = file.load();
    loaded.warning().ifPresent(warnings::add);
    SettingsDocument document = loaded.document();
    for (String name : document.unknownNames()) {
      warnings.add("“" + shown(name) + "” in " + fileName() + " is not known and has no effect.");
    }
    Target target =
        new Target(
            value(SettingKey.INTEGRATED_LUFS, document),
            value(SettingKey.LOUDNESS_RANGE_LU, document),
            value(SettingKey.TRUE_PEAK_DBTP, document));
    Output output =
        new Output(
            value(SettingKey.ENCODER, document),
            value(SettingKey.SEGMENT_SECONDS, document),
            value(SettingKey.QUALITY, document));
    Prefixes prefixes =
        new Prefixes(
            value(SettingKey.RAW_PREFIX, document),
            value(SettingKey.PROCESSED_PREFIX, document),
            value(SettingKey.FAILED_PREFIX, document),
            value(SettingKey.FOLDERS, document));
    Connection connection = connection(document);
    Operation operation =
        new Operation(
            value(SettingKey.THREADS, document),
            new Pace(
                value(SettingKey.CONNECTIONS, document),
                value(SettingKey.POLL_SECONDS, document),
                value(SettingKey.LEASE_SECONDS, document),
                value(SettingKey.LOST_CLAIMS, document)),
            value(SettingKey.ISOLATION, document),
            new HealthPort(
                value(SettingKey.HEALTH_ADDRESS, document),
                value(SettingKey.HEALTH_PORT, document)),
            value(SettingKey.LOG_FORMAT, document));
    return new EffectiveSettings(
        new Settings(target, output, prefixes, connection, operation), values, warnings);
  }

  private Connection connection(SettingsDocument document) throws SettingsException {
    String chosen = value(SettingKey.CONNECTION, document);
    boolean chosenByFile = values.getLast().origin() == Origin.FILE;
    Optional<String> other = setElsewhere();
    if (!chosen.isEmpty() && other.isPresent() && !chosenByFile) {
      throw new SettingsException(
          "The connection “"
              + chosen
              + "” is chosen, but "
              + other.get()
              + " names another one. Set only one of the two.");
    }
    if (!chosen.isEmpty() && other.isPresent()) {
      warnings.add(
          "The connection “" + chosen + "” is not used, since " + other.get() + " is set.");
      chosen = "";
    }
    SettingsDocument ofFile = document;
    if (chosen.equals(Connection.EMBEDDED.name()) || other.isPresent()) {
      // a connection is complete: the file adds no endpoint, user or option to another one
      ofFile = SettingsDocument.empty();
    } else if (!chosen.isEmpty()) {
      Connections.requireSaved(document, chosen);
      saved = chosen;
    }
    SettingsDocument ofConnection = ofFile;
    Connection connection =
        Connections.read(
            chosen.isEmpty() ? Connection.UNNAMED : chosen,
            new Connections.Source() {
              @Override
              public <T> T value(SettingKey<T> key) throws SettingsException {
                return SettingsSources.this.value(key, ofConnection);
              }
            });
    if (connection.isEmbedded()) {
      passwordVariables().forEach(v -> warnings.add(v + " is set, but no database is."));
    }
    return connection;
  }

  /** Returns the flag or variable that names a database or a bucket. */
  private Optional<String> setElsewhere() {
    return Stream.of(SettingKey.DATABASE_URL, SettingKey.BUCKET)
        .flatMap(key -> {
          String variable = key.environmentVariable().orElse("");
          return flags.containsKey(key)
              ? Stream.of(key.name())
              : isSet(variable) ? Stream.of(variable) : Stream.empty();
        })
        .findFirst();
  }

  private Stream<String> passwordVariables() {
    return Stream.of(EnvironmentNames.DATABASE_PASSWORD, EnvironmentNames.DATABASE_PASSWORD_FILE)
        .filter(this::isSet);
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  private <T> T value(SettingKey<T> key, SettingsDocument document) throws SettingsException {
    String flag = flags.get(key);
    if (flag != null) {
      return taken(key, required(key, flag, "On the command line “" + key + "”"), Origin.FLAG, "");
    }
    String variable = key.environmentVariable().orElse("");
    if (isSet(variable)) {
      String set = environment.getOrDefault(variable, "");
      return taken(key, required(key, set, variable), Origin.ENVIRONMENT, variable);
    }
    Optional<String> written = written(key, document);
    Optional<T> allowed = written.flatMap(key::read);
    if (allowed.isPresent()) {
      return taken(key, allowed.get(), Origin.FILE, file.path().toString());
    }
    if (written.isPresent()) {
      String refusal = refusal(key, written.get(), "In " + fileName() + " “" + key + "”");
      if (key.isOfConnection() || key == SettingKey.CONNECTION) {
        // a worker would otherwise wait on the embedded database forever, unnoticed
        throw new SettingsException(refusal);
      }
      warnings.add(refusal);
    }
    return taken(key, key.defaultValue(), Origin.DEFAULT, "");
  }

  private Optional<String> written(SettingKey<?> key, SettingsDocument document) {
    return saved != null && key.isOfConnection() ? document.text(saved, key) : document.text(key);
  }

  private <T> T taken(SettingKey<T> key, T value, Origin origin, String source) {
    values.add(new Value(key.name(), key.text(value), origin, source));
    return value;
  }

  private static <T> T required(SettingKey<T> key, String text, String where)
      throws SettingsException {
    return key.read(text).orElseThrow(() -> new SettingsException(refusal(key, text, where)));
  }

  static String refusal(SettingKey<?> key, String text, String where) {
    return key.isShownWhenRefused()
        ? where + " is “" + shown(text) + "”, but it must be " + key.allowed() + "."
        : where + " must be " + key.allowed() + ".";
  }

  /** Returns a text as one line of at most 80 characters. */
  static String shown(String text) {
    return PlainText.replaced(text, 80);
  }

  private Path fileName() {
    return file.path().getFileName();
  }

  /** Environment variables of the program. */
  public static final class EnvironmentNames {
    /** Prefix of all variables. */
    public static final String PREFIX = "AUDIO_PROCESSOR_";

    public static final String DATABASE_PASSWORD = PREFIX + "DB_PASSWORD";

    /** Path of a file with the password, as mounted by container platforms. */
    public static final String DATABASE_PASSWORD_FILE = PREFIX + "DB_PASSWORD_FILE";

    /** Log level. */
    public static final String LOG_LEVEL = PREFIX + "LOG";

    private EnvironmentNames() {}

    /** Returns the variables of all settings and the others. */
    public static Set<String> all() {
      Set<String> all = new TreeSet<>();
      SettingKey.ALL.forEach(key -> key.environmentVariable().ifPresent(all::add));
      all.addAll(Set.of(DATABASE_PASSWORD, DATABASE_PASSWORD_FILE, LOG_LEVEL));
      return all;
    }
  }
}
