package org.audioprocessor.settings.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings.EffectiveSettings.Origin;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsSources.EnvironmentNames;

/**
 * A database password and its source.
 *
 * @param source the variable, the file, or the account in the keychain
 */
public record DatabasePassword(Secret secret, Origin origin, String source) {
  private static final int LONGEST_BYTES = 4096;

  /**
   * Searches the environment, the file named by it, and the keychain, in this order. The
   * environment's password is used only if the flags or the environment also name the database and
   * the user, so that a settings file cannot send it to another server.
   *
   * @param keychain opened only if no other source has a password
   * @return empty if there is none; some databases require none
   * @throws SettingsException if the password is set twice, the file cannot be read, or the
   *     password was set for another database
   */
  public static Optional<DatabasePassword> find(
      Connection connection,
      Map<SettingKey<?>, String> flags,
      Map<String, String> environment,
      Supplier<SecretStore> keychain)
      throws SettingsException {
    Connection.Database database = connection.database();
    if (database == null) {
      return Optional.empty();
    }
    Optional<String> variable = variable(environment);
    if (variable.isPresent() && isGivenFor(database, flags, environment)) {
      return Optional.of(ofEnvironment(variable.get(), environment));
    }
    Optional<DatabasePassword> kept = kept(connection, database, keychain);
    if (variable.isPresent() && kept.isEmpty()) {
      throw new SettingsException(
          variable.get()
              + " is set, but the database and its user come from the settings file, and a file"
              + " must not determine the server that receives the environment's password. Set "
              + String.join(
                  " and ",
                  SettingKey.DATABASE_URL.environmentVariable().orElse(""),
                  SettingKey.DATABASE_USER.environmentVariable().orElse(""))
              + " (and the bucket's variables) too, or save the connection with its password in the"
              + " window.");
    }
    return kept;
  }

  private static Optional<String> variable(Map<String, String> environment)
      throws SettingsException {
    boolean set = !environment.getOrDefault(EnvironmentNames.DATABASE_PASSWORD, "").isEmpty();
    boolean file = !environment.getOrDefault(EnvironmentNames.DATABASE_PASSWORD_FILE, "").isBlank();
    if (set && file) {
      throw new SettingsException(
          EnvironmentNames.DATABASE_PASSWORD
              + " and "
              + EnvironmentNames.DATABASE_PASSWORD_FILE
              + " are both set. Set one of them.");
    }
    return set
        ? Optional.of(EnvironmentNames.DATABASE_PASSWORD)
        : Optional.of(EnvironmentNames.DATABASE_PASSWORD_FILE).filter(any -> file);
  }

  private static boolean isGivenFor(
      Connection.Database database,
      Map<SettingKey<?>, String> flags,
      Map<String, String> environment) {
    return isGiven(SettingKey.DATABASE_URL, database.url(), flags, environment)
        && isGiven(SettingKey.DATABASE_USER, database.user(), flags, environment);
  }

  private static boolean isGiven(
      SettingKey<?> key,
      String value,
      Map<SettingKey<?>, String> flags,
      Map<String, String> environment) {
    String given =
        flags.containsKey(key)
            ? flags.get(key)
            : environment.get(key.environmentVariable().orElseThrow());
    return value.equals(given);
  }

  private static DatabasePassword ofEnvironment(String variable, Map<String, String> environment)
      throws SettingsException {
    String value = environment.getOrDefault(variable, "");
    return variable.equals(EnvironmentNames.DATABASE_PASSWORD)
        ? new DatabasePassword(Secret.of(value), Origin.ENVIRONMENT, variable)
        : new DatabasePassword(inFile(value), Origin.ENVIRONMENT, value);
  }

  private static Optional<DatabasePassword> kept(
      Connection connection, Connection.Database database, Supplier<SecretStore> keychain)
      throws SettingsException {
    return connection.name().equals(Connection.UNNAMED)
        ? Optional.empty()
        : keychain
            .get()
            .find(database.account())
            .map(secret -> new DatabasePassword(secret, Origin.KEYCHAIN, database.account()));
  }

  /** Reads the password. A final line break, as added by editors and shells, is not part of it. */
  private static Secret inFile(String name) throws SettingsException {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
      String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
      if (text.isEmpty() || bytes.length > LONGEST_BYTES || text.lines().count() > 1) {
        throw new SettingsException(
            "The file “" + name + "” does not hold a password: one line is expected.");
      }
      return Secret.of(text);
    } catch (IOException | InvalidPathException e) {
      throw new SettingsException(
          "The password cannot be read from “"
              + name
              + "”. Check "
              + EnvironmentNames.DATABASE_PASSWORD_FILE
              + " and the file's permissions.",
          e);
    }
  }
}
