package org.audioprocessor.desktop.settings;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.Navigator.Reopening;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.diagnosis.Diagnosis.Finding;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Connections;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.settings.Settings.EffectiveSettings;
import org.audioprocessor.settings.SettingsDocument;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsFile;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.settings.secret.DatabasePassword;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.settings.secret.SecretStore;
import org.audioprocessor.settings.secret.SecretStore.SessionSecrets;
import org.jspecify.annotations.Nullable;

/** Reads and writes the settings of a workspace. Waits for the disk and for the keychain. */
public final class SettingsStore {
  private final ApplicationOptions options;
  private final EncoderCheck encoders;
  private final SettingsFile file;

  /** Checks that an encoder is installed. */
  @FunctionalInterface
  public interface EncoderCheck {
    void require(Settings.Encoder wanted) throws StartupException;
  }

  public SettingsStore(ApplicationOptions options, EncoderCheck encoders) {
    this.options = options;
    this.encoders = encoders;
    Workspace workspace = new Workspace(options.workspace());
    file = new SettingsFile(workspace.settingsFile(), InstantSource.system());
  }

  /** A step of a change. */
  interface Change {
    SettingsDocument apply(SettingsDocument document) throws SettingsException;
  }

  /** Returns the settings with the origin of every value. */
  EffectiveSettings effective() throws StartupException {
    return Application.settings(options);
  }

  /** Checks that an encoder is installed; waits for a child process. */
  void requireEncoder(Settings.Encoder wanted) throws StartupException {
    encoders.require(wanted);
  }

  /** Returns the connections, the workspace's own first. */
  List<Connection> connections() throws SettingsException {
    SettingsDocument document = file.load().document();
    List<Connection> all = new ArrayList<>();
    all.add(Connection.EMBEDDED);
    for (String name : document.connectionNames()) {
      all.add(Connections.saved(document, name));
    }
    return all;
  }

  SecretStore secrets() {
    return options.secrets().get();
  }

  Optional<Secret> password(Connection connection) throws SettingsException {
    return options.password(connection).map(DatabasePassword::secret);
  }

  /**
   * Stores the password, then the connection; without its password the connection is not saved.
   *
   * @param password null keeps the stored one of the same database and user, if there is one
   * @param forSession keeps the password in memory until the program ends
   */
  void save(Connection connection, @Nullable Secret password, boolean forSession)
      throws SettingsException {
    Connections.with(SettingsDocument.empty(), connection);
    Connection.Database database = connection.database();
    if (password != null && database != null) {
      keep(database.account(), password, forSession);
    }
    Optional<String> before = account(connection.name());
    change(document -> Connections.with(document, connection));
    forgetUnused(before);
  }

  private void keep(String account, Secret password, boolean forSession) throws SettingsException {
    if (forSession && secrets() instanceof SessionSecrets session) {
      session.keepForSession(account, password);
    } else {
      secrets().keep(account, password);
    }
  }

  void remove(String connection) throws SettingsException {
    Optional<String> before = account(connection);
    change(document -> document.withoutConnection(connection));
    forgetUnused(before);
  }

  private Optional<String> account(String connection) throws SettingsException {
    SettingsDocument document = file.load().document();
    return document.connectionNames().contains(connection)
        ? Optional.ofNullable(Connections.saved(document, connection).database())
            .map(Connection.Database::account)
        : Optional.empty();
  }

  /** Deletes a password, unless another connection has the same database and user. */
  private void forgetUnused(Optional<String> account) throws SettingsException {
    if (account.isPresent()
        && connections().stream()
            .map(Connection::database)
            .filter(Objects::nonNull)
            .noneMatch(one -> one.account().equals(account.get()))) {
      secrets().forget(account.get());
    }
  }

  /** Changes the settings under a lock between processes; a rejected change saves nothing. */
  void change(Change change) throws SettingsException {
    List<SettingsException> refused = new ArrayList<>();
    file.change(document -> {
      try {
        return change.apply(document);
      } catch (SettingsException e) {
        refused.add(e);
        return document;
      }
    });
    if (!refused.isEmpty()) {
      throw refused.getFirst();
    }
  }

  /** The services of the settings' screen. */
  public record SettingsServices(
      SettingsStore store,
      Probe probe,
      Reopening reopening,
      ThemeChoice theme,
      People people,
      UiExecutors executors) {

    /** Tests a connection step by step; waits for each step. */
    @FunctionalInterface
    public interface Probe {
      void run(
          Connection connection,
          @Nullable Secret password,
          String processedPrefix,
          Consumer<Finding> findings);
    }

    /**
     * Access to the theme of the window.
     *
     * @param saved returns the saved choice: system, light or dark
     */
    public record ThemeChoice(Supplier<String> saved, Consumer<String> choose) {}
  }
}
