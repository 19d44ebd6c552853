package org.audioprocessor.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.settings.EffectiveSettings.Value;
import org.audioprocessor.settings.Settings.Output;
import org.audioprocessor.settings.Settings.Prefixes;
import org.audioprocessor.settings.Settings.Target;

/**
 * Whom to ask for a value, in this order: the command line, the environment, the settings file, the
 * default. Whoever mistypes a flag or a variable is told at once; a value of the file that is not
 * allowed is replaced by its default with a warning, so that the program starts.
 */
public final class SettingsSources {

  private final Map<SettingKey<?>, String> flags;
  private final Map<String, String> environment;
  private final SettingsFile file;

  private final List<Value> values = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private SettingsSources(
      Map<SettingKey<?>, String> flags, Map<String, String> environment, SettingsFile file) {
    this.flags = flags;
    this.environment = environment;
    this.file = file;
  }

  /**
   * Asks all sources for all values.
   *
   * @param flags what the command line sets, as text
   * @throws SettingsException if a flag or a variable is not allowed, or the file cannot be read
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
            ask(SettingKey.INTEGRATED_LUFS, document),
            ask(SettingKey.LOUDNESS_RANGE_LU, document),
            ask(SettingKey.TRUE_PEAK_DBTP, document));
    Output output =
        new Output(ask(SettingKey.ENCODER, document), ask(SettingKey.SEGMENT_SECONDS, document));
    Prefixes prefixes =
        new Prefixes(
            ask(SettingKey.RAW_PREFIX, document),
            ask(SettingKey.PROCESSED_PREFIX, document),
            ask(SettingKey.FAILED_PREFIX, document));
    int threads = ask(SettingKey.THREADS, document);
    return new EffectiveSettings(new Settings(target, output, prefixes, threads), values, warnings);
  }

  private <T> T ask(SettingKey<T> key, SettingsDocument document) throws SettingsException {
    String flag = flags.get(key);
    if (flag != null) {
      return taken(key, required(key, flag, "On the command line " + key), Origin.FLAG, "");
    }
    String variable = key.environmentVariable().orElse("");
    String set = environment.get(variable);
    if (set != null && !set.isBlank()) {
      return taken(key, required(key, set, variable), Origin.ENVIRONMENT, variable);
    }
    Optional<String> written = document.text(key);
    Optional<T> allowed = written.flatMap(key::read);
    if (allowed.isPresent()) {
      return taken(key, allowed.get(), Origin.FILE, file.path().toString());
    }
    written.ifPresent(text -> warnings.add(refusal(key, text, "In " + fileName() + " " + key)));
    return taken(key, key.defaultValue(), Origin.DEFAULT, "");
  }

  private <T> T taken(SettingKey<T> key, T value, Origin origin, String source) {
    values.add(new Value(key.name(), key.text(value), origin, source));
    return value;
  }

  private static <T> T required(SettingKey<T> key, String text, String where)
      throws SettingsException {
    return key.read(text).orElseThrow(() -> new SettingsException(refusal(key, text, where)));
  }

  private static String refusal(SettingKey<?> key, String text, String where) {
    return where + " is “" + shown(text) + "”, but it must be " + key.allowed() + ".";
  }

  /** One line, clipped. */
  private static String shown(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    return line.length() > 80 ? line.substring(0, 80) + "…" : line;
  }

  private Path fileName() {
    return file.path().getFileName();
  }
}
