package org.audioprocessor.desktop.wiring;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Connections;
import org.audioprocessor.settings.SettingsDocument;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsFile;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.settings.secret.DatabasePassword;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.s3.client.S3Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the secrets from a diagnostic bundle: the passwords of all connections, the credentials
 * of the bucket, and the environment's secret variables.
 */
public final class Secrets {
  private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
  private static final String HIDDEN = "•••";

  /** Shorter secrets would match parts of ordinary words. */
  private static final int SHORTEST = 4;

  /** Secrets in addresses and options, known here or not. */
  private static final Pattern WRITTEN =
      Pattern.compile("(?i)((?:password|passwd|secret|token)[\\w-]*\"?\\s*[=:]\\s*)[^\\s&;,\"']+");

  private static final Pattern BEFORE_HOST = Pattern.compile("(//[^/\\s:@]+:)[^/\\s@]+(@)");

  private final List<String> known;

  private Secrets(Set<String> known) {
    // longest first, since a secret may contain another one
    this.known =
        known.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Reads the keychain and the places of AWS credentials; may take seconds. */
  public static Secrets of(ApplicationOptions options) {
    Set<String> found = new HashSet<>(ofEnvironment(options.environment()));
    Set<Connection> connections = connections(options);
    connections.forEach(one -> password(options, one).ifPresent(found::add));
    if (connections.stream().anyMatch(one -> one.store().usesAwsCredentials())) {
      found.addAll(ofBucket());
    }
    return new Secrets(found);
  }

  private static List<String> ofBucket() {
    try {
      return S3Credentials.secrets();
    } catch (StorageException e) {
      LOG.debug("The bundle is written without the bucket's credentials", e);
      return List.of();
    }
  }

  private static List<String> ofEnvironment(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> isSecret(variable.getKey().toUpperCase(Locale.ROOT)))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean isSecret(String variable) {
    return !variable.endsWith("_FILE")
        && Stream.of("PASSWORD", "SECRET", "TOKEN", "KEY").anyMatch(variable::contains);
  }

  /** Returns the current and all saved connections; invalid settings are skipped. */
  private static Set<Connection> connections(ApplicationOptions options) {
    Set<Connection> all = new HashSet<>();
    try {
      all.add(Application.settings(options).settings().connection());
    } catch (StartupException e) {
      LOG.debug("The bundle is written without the current connection", e);
    }
    Path file = new Workspace(options.workspace()).settingsFile();
    try {
      SettingsDocument saved = new SettingsFile(file, InstantSource.system()).load().document();
      for (String name : saved.connectionNames()) {
        all.add(Connections.saved(saved, name));
      }
    } catch (SettingsException e) {
      LOG.debug("The bundle is written without saved settings", e);
    }
    return all;
  }

  private static Optional<String> password(ApplicationOptions options, Connection connection) {
    try {
      return options
          .password(connection)
          .map(DatabasePassword::secret)
          .map(secret -> secret.reveal());
    } catch (SettingsException e) {
      LOG.debug("The password of {} cannot be read for the bundle", connection.name(), e);
      return Optional.empty();
    }
  }

  public String takenOutOf(String text) {
    String hidden = text;
    for (String secret : known) {
      hidden = hidden.replace(secret, HIDDEN);
    }
    hidden = WRITTEN.matcher(hidden).replaceAll("$1" + HIDDEN);
    return BEFORE_HOST.matcher(hidden).replaceAll("$1" + HIDDEN + "$2");
  }
}
