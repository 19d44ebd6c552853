package org.audioprocessor.testing;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.settings.secret.SecretStore;

/** A keychain that lasts as long as its test. */
public final class RememberedSecrets implements SecretStore {
  private final Map<String, Secret> kept = new ConcurrentHashMap<>();

  @Override
  public Optional<Secret> find(String account) {
    return Optional.ofNullable(kept.get(account));
  }

  @Override
  public void keep(String account, Secret secret) {
    kept.put(account, secret);
  }

  @Override
  public void forget(String account) {
    kept.remove(account);
  }

  @Override
  public String description() {
    return "Passwords are kept in memory.";
  }

  @Override
  public boolean isAvailable() {
    return true;
  }
}
