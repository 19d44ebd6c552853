package org.audioprocessor.settings.secret;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.util.Optional;
import org.audioprocessor.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operating system's own: Windows' credentials, macOS' keychain, GNOME's or KDE's wallet. */
public final class Keychain implements SecretStore {
  private static final Logger LOG = LoggerFactory.getLogger(Keychain.class);
  private static final String SERVICE = "Audio Processor";

  private final Keyring keyring;

  private Keychain(Keyring keyring) {
    this.keyring = keyring;
  }

  /**
   * This user's, or one that keeps nothing and says why. May take seconds, and may make the system
   * ask the user.
   */
  public static SecretStore ofThisUser() {
    try {
      return new Keychain(Keyring.create());
    } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
      LOG.debug("No keychain", e);
      return new NoSecretStore("This system has no keychain that the program can use.");
    }
  }

  /** The library cannot tell a secret that is not there from one that may not be read. */
  @Override
  public Optional<Secret> find(String account) {
    try {
      return Optional.ofNullable(keyring.getPassword(SERVICE, account)).map(Secret::of);
    } catch (PasswordAccessException | RuntimeException e) {
      LOG.debug("The keychain gave nothing for {}", account, e);
      return Optional.empty();
    }
  }

  @Override
  public void keep(String account, Secret secret) throws SettingsException {
    try {
      keyring.setPassword(SERVICE, account, secret.reveal());
    } catch (PasswordAccessException | RuntimeException e) {
      throw new SettingsException(
          "The keychain did not take the password. Unlock it and try again.", e);
    }
    if (find(account).filter(secret::equals).isEmpty()) {
      throw new SettingsException("The keychain did not keep the password. Unlock it, try again.");
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
    return "Passwords are kept in the system's keychain.";
  }

  @Override
  public boolean isAvailable() {
    return true;
  }
}
