package org.audioprocessor.settings.secret;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.util.Optional;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.secret.SecretStore.NoSecretStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's keychain: Windows Credential Manager, macOS keychain, GNOME keyring or KDE
 * wallet.
 */
public final class Keychain implements SecretStore {
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
