package org.audioprocessor.settings.secret;

import java.util.Optional;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.EnvironmentNames;
import org.audioprocessor.settings.SettingsException;
import org.slf4j.LoggerFactory;

/**
 * Stores secrets for the current user of this machine. The password of a database is stored under
 * {@link Connection.Database#account()}.
 */
public interface SecretStore {
  /** Stores nothing. */
  SecretStore NONE = new NoSecretStore("No keychain is used.");

  /**
   * Returns the user's keychain, or a store that stores nothing and states the reason: the server
   * edition is shipped without the keychain's library.
   */
  static SecretStore ofThisUser() {
    try {
      return Keychain.ofThisUser();
    } catch (NoClassDefFoundError e) {
      LoggerFactory.getLogger(SecretStore.class).debug("No keychain is shipped", e);
      return new NoSecretStore("This edition of the program has no keychain.");
    }
  }

  /** Returns the secret of this account. */
  Optional<Secret> find(String account) throws SettingsException;

  /**
   * Stores the secret; replaces an older one.
   *
   * @throws SettingsException if the secret cannot be stored; it is never written elsewhere
   */
  void keep(String account, Secret secret) throws SettingsException;

  /** Removes the secret. Does nothing if there is none. */
  void forget(String account) throws SettingsException;

  /**
   * Returns where secrets are stored, or why they cannot be, as a sentence to be shown to users.
   */
  String description();

  /** Returns true if secrets can be stored. */
  boolean isAvailable();

  /** Stores nothing, because there is no keychain. */
  record NoSecretStore(String description) implements SecretStore {
    @Override
    public Optional<Secret> find(String account) {
      return Optional.empty();
    }

    @Override
    public void keep(String account, Secret secret) throws SettingsException {
      throw new SettingsException(
          description
              + " Set the password in "
              + EnvironmentNames.DATABASE_PASSWORD
              + " or in a file named by "
              + EnvironmentNames.DATABASE_PASSWORD_FILE
              + " names.");
    }

    @Override
    public void forget(String account) {
      // nothing is kept
    }

    @Override
    public boolean isAvailable() {
      return false;
    }
  }
}
