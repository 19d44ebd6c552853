package org.audioprocessor.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings.EffectiveSettings.Origin;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsSources.EnvironmentNames;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.settings.secret.DatabasePassword;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.settings.secret.SecretStore;
import org.audioprocessor.worker.Pace;
import org.jspecify.annotations.Nullable;

/**
 * Options for wiring the application.
 *
 * @param workspace the folder for settings, logs and data
 * @param flags settings of the command line or a library user, as text; they override all others
 * @param environment the environment variables of the process
 * @param secrets read only if a saved connection is used
 * @param password of the database; null: from the environment or the keychain
 * @param answer how long database and bucket may take to answer a probe
 */
public record ApplicationOptions(
    Path workspace,
    Map<SettingKey<?>, String> flags,
    Map<String, String> environment,
    Supplier<SecretStore> secrets,
    @Nullable Secret password,
    Duration answer) {
  public ApplicationOptions {
    flags = Map.copyOf(flags);
    environment = Map.copyOf(environment);
  }

  /** Creates options without a keychain. */
  public ApplicationOptions(
      Path workspace, Map<SettingKey<?>, String> flags, Map<String, String> environment) {
    this(workspace, flags, environment, () -> SecretStore.NONE, null, Pace.STANDARD.answer());
  }

  /** Creates options with this process's environment and this user's keychain. */
  public static ApplicationOptions in(Path workspace) {
    return new ApplicationOptions(
        workspace,
        Map.of(),
        System.getenv(),
        SecretStore::ofThisUser,
        null,
        Pace.STANDARD.answer());
  }

  /**
   * The workspace in the user's data folder.
   *
   * @throws StartupException if this user has no home
   */
  public static Path defaultWorkspace() throws StartupException {
    try {
      return Workspace.defaultFolder(
          System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
    } catch (SettingsException e) {
      throw StartupException.of(e);
    }
  }

  public ApplicationOptions with(SettingKey<?> key, String value) {
    Map<SettingKey<?>, String> more = new HashMap<>(flags);
    more.put(key, value);
    return new ApplicationOptions(workspace, more, environment, secrets, password, answer);
  }

  public ApplicationOptions withEnvironment(Map<String, String> variables) {
    return new ApplicationOptions(workspace, flags, variables, secrets, password, answer);
  }

  public ApplicationOptions withSecrets(Supplier<SecretStore> store) {
    return new ApplicationOptions(workspace, flags, environment, store, password, answer);
  }

  public ApplicationOptions withPassword(Secret ofDatabase) {
    return new ApplicationOptions(workspace, flags, environment, secrets, ofDatabase, answer);
  }

  /** Returns options by which an outage is noticed sooner or later. */
  public ApplicationOptions withAnswer(Duration time) {
    return new ApplicationOptions(workspace, flags, environment, secrets, password, time);
  }

  /** Returns options for the workspace's own database and store, whatever the environment sets. */
  public ApplicationOptions embedded() {
    Map<SettingKey<?>, String> ownFlags = new HashMap<>(flags);
    Map<String, String> ownEnvironment = new HashMap<>(environment);
    ownFlags.keySet().removeIf(SettingKey::isOfConnection);
    for (SettingKey<?> key : SettingKey.ALL) {
      if (key.isOfConnection()) {
        key.environmentVariable().ifPresent(ownEnvironment::remove);
      }
    }
    ownEnvironment.remove(EnvironmentNames.DATABASE_PASSWORD);
    ownEnvironment.remove(EnvironmentNames.DATABASE_PASSWORD_FILE);
    return new ApplicationOptions(workspace, ownFlags, ownEnvironment, secrets, null, answer)
        .with(SettingKey.CONNECTION, Connection.EMBEDDED.name());
  }

  /**
   * Finds the password of a connection's database, and its origin.
   *
   * @throws SettingsException if it is set twice or cannot be read
   */
  public Optional<DatabasePassword> password(Connection connection) throws SettingsException {
    return password == null
        ? DatabasePassword.find(connection, flags, environment, secrets)
        : Optional.of(new DatabasePassword(password, Origin.FLAG, ""));
  }

  /** Contains only the names of the variables, because some values are passwords. */
  @Override
  public String toString() {
    return workspace + ", flags " + flags + ", environment " + environment.keySet();
  }
}
