package org.audioprocessor.settings.secret;

import java.util.Optional;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.SettingsException;
import org.slf4j.LoggerFactory;

/**
 * Keeps secrets for this user of this machine only. The password of a database is kept under {@link
 * Connection.Database#account()}.
 */
public interface SecretStore {
  /** Knows nothing and keeps nothing. */
  SecretStore NONE = new NoSecretStore("No keychain is used here.");

  /**
   * The keychain of this user, or one that keeps nothing and says why: the program for servers is
   * shipped without the keychain's library.
   */
  static SecretStore ofThisUser() {
    try {
      return Keychain.ofThisUser();
    } catch (NoClassDefFoundError e) {
      LoggerFactory.getLogger(SecretStore.class).debug("No keychain is shipped", e);
      return new NoSecretStore("This edition of the program has no keychain.");
    }
  }

  /** What is kept for this account. */
  Optional<Secret> find(String account) throws SettingsException;

  /**
   * Keeps it, in the place of an older one.
   *
   * @throws SettingsException if it cannot: nothing is ever written anywhere else instead
   */
  void keep(String account, Secret secret) throws SettingsException;

  /** Forgets it; that it was never kept is no failure. */
  void forget(String account) throws SettingsException;

  /** Where secrets are kept, or why they cannot be, as a sentence for people. */
  String description();

  /** Whether it can keep any. */
  boolean isAvailable();
}
