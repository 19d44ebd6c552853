package org.audioprocessor.settings.secret;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsSources.EnvironmentNames;
import org.slf4j.Logger;
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

  /**
   * The operating system's keychain: Windows Credential Manager, macOS keychain, GNOME keyring or
   * KDE wallet.
   */
  final class Keychain implements SecretStore {
    private static final Logger LOG = LoggerFactory.getLogger(Keychain.class);
    private static final String SERVICE = "Audio Processor";

    private final Keyring keyring;

    private Keychain(Keyring keyring) {
      this.keyring = keyring;
    }

    /**
     * Returns the user's keychain, or a store that stores nothing and states the reason. May take
     * seconds, and may make the system prompt the user.
     */
    public static SecretStore ofThisUser() {
      try {
        return new Keychain(Keyring.create());
      } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
        LOG.debug("No keychain", e);
        return new NoSecretStore("This system has no keychain that the program can use.");
      }
    }

    /** The library does not distinguish a missing secret from one that cannot be read. */
    @Override
    public Optional<Secret> find(String account) {
      try {
        return Optional.ofNullable(keyring.getPassword(SERVICE, account)).map(Secret::of);
      } catch (PasswordAccessException | RuntimeException e) {
        LOG.debug("The keychain returned no secret for {}", account, e);
        return Optional.empty();
      }
    }

    @Override
    public void keep(String account, Secret secret) throws SettingsException {
      try {
        keyring.setPassword(SERVICE, account, secret.reveal());
      } catch (PasswordAccessException | RuntimeException e) {
        throw new SettingsException(
            "The keychain did not store the password. Unlock it and try again.", e);
      }
      if (find(account).filter(secret::equals).isEmpty()) {
        throw new SettingsException(
            "The keychain did not store the password. Unlock it and try again.");
      }
    }

    @Override
    public void forget(String account) throws SettingsException {
      if (find(account).isEmpty()) {
        return;
      }
      try {
        keyring.deletePassword(SERVICE, account);
      } catch (PasswordAccessException | RuntimeException e) {
        throw new SettingsException(
            "The keychain did not remove the password. Unlock it and try again.", e);
      }
    }

    @Override
    public String description() {
      return "Passwords are stored in the system's keychain.";
    }

    @Override
    public boolean isAvailable() {
      return true;
    }
  }

  /** A keychain, with additional secrets in memory until the program ends. Thread-safe. */
  final class SessionSecrets implements SecretStore {
    private final Supplier<SecretStore> keychain;
    private final Map<String, Secret> kept = new ConcurrentHashMap<>();

    /**
     * Opens the keychain only when it is needed.
     *
     * @param keychain may take seconds
     */
    public SessionSecrets(Supplier<SecretStore> keychain) {
      this.keychain = keychain;
    }

    /** Stores the secret in memory only. */
    public void keepForSession(String account, Secret secret) {
      kept.put(account, secret);
    }

    /** Returns the secret in memory, otherwise the keychain's. */
    @Override
    public Optional<Secret> find(String account) throws SettingsException {
      Secret ofSession = kept.get(account);
      return ofSession == null ? keychain.get().find(account) : Optional.of(ofSession);
    }

    @Override
    public void keep(String account, Secret secret) throws SettingsException {
      keychain.get().keep(account, secret);
      kept.remove(account);
    }

    @Override
    public void forget(String account) throws SettingsException {
      kept.remove(account);
      keychain.get().forget(account);
    }

    @Override
    public String description() {
      return keychain.get().description();
    }

    @Override
    public boolean isAvailable() {
      return keychain.get().isAvailable();
    }
  }
}
