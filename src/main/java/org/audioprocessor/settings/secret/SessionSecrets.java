package org.audioprocessor.settings.secret;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.audioprocessor.settings.SettingsException;

/** A keychain, with additional secrets in memory until the program ends. Thread-safe. */
public final class SessionSecrets implements SecretStore {
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
