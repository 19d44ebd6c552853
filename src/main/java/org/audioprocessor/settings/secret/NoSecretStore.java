package org.audioprocessor.settings.secret;

import java.util.Optional;
import org.audioprocessor.settings.EnvironmentNames;
import org.audioprocessor.settings.SettingsException;

/** Where there is no keychain. */
record NoSecretStore(String description) implements SecretStore {
  @Override
  public Optional<Secret> find(String account) {
    return Optional.empty();
  }

  @Override
  public void keep(String account, Secret secret) throws SettingsException {
    throw new SettingsException(
        description
            + " Give the password by "
            + EnvironmentNames.DATABASE_PASSWORD
            + " or by a file that "
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
