package org.audioprocessor.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A password, and where it was found.
 *
 * @param source the variable, the file, or the name in the keychain
 */
public record DatabasePassword(Secret secret, Origin origin, String source) {
  private static final int LONGEST_BYTES = 4096;

  /**
   * Looks into the environment, the file that it names, and the keychain, in this order.
   *
   * @param keychain asked for only when nothing else has one
   * @return nothing where there is none: some databases ask for none
   * @throws SettingsException if it is set twice, or the file cannot be read
   */
  public static Optional<DatabasePassword> find(
      Connection connection, Map<String, String> environment, Supplier<SecretStore> keychain)
      throws SettingsException {
    String set = environment.getOrDefault(EnvironmentNames.DATABASE_PASSWORD, "");
    String file = environment.getOrDefault(EnvironmentNames.DATABASE_PASSWORD_FILE, "");
    if (!set.isEmpty() && !file.isBlank()) {
      throw new SettingsException(
          EnvironmentNames.DATABASE_PASSWORD
              + " and "
              + EnvironmentNames.DATABASE_PASSWORD_FILE
              + " are both set. Set one of them.");
    }
    if (!set.isEmpty()) {
      return Optional.of(
          new DatabasePassword(
              Secret.of(set), Origin.ENVIRONMENT, EnvironmentNames.DATABASE_PASSWORD));
    }
    if (!file.isBlank()) {
      return Optional.of(new DatabasePassword(inFile(file), Origin.ENVIRONMENT, file));
    }
    boolean isSaved = !connection.isEmbedded() && !connection.name().equals(Connection.UNNAMED);
    return isSaved
        ? keychain
            .get()
            .find(connection.name())
            .map(secret -> new DatabasePassword(secret, Origin.KEYCHAIN, connection.name()))
        : Optional.empty();
  }

  /** Editors and shells end a file with a line break that is no part of the password. */
  private static Secret inFile(String name) throws SettingsException {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
      String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
      if (text.isEmpty() || bytes.length > LONGEST_BYTES || text.lines().count() > 1) {
        throw new SettingsException(
            "The file “" + name + "” does not hold a password: one line is expected.");
      }
      return Secret.of(text);
    } catch (IOException | InvalidPathException e) {
      throw new SettingsException(
          "The password cannot be read from “"
              + name
              + "”. Check "
              + EnvironmentNames.DATABASE_PASSWORD_FILE
              + " and who may read the file.",
          e);
    }
  }
}
