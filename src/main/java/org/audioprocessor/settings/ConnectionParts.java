package org.audioprocessor.settings;

import java.net.URI;
import org.audioprocessor.settings.Connection.Bucket;
import org.audioprocessor.settings.Connection.Database;
import org.audioprocessor.settings.Connection.Endpoint;
import org.jspecify.annotations.Nullable;

/** Puts a connection together, and refuses half a one. */
final class ConnectionParts {
  /** Answers with a value that is allowed. */
  interface Source {
    <T> T ask(SettingKey<T> key) throws SettingsException;
  }

  private ConnectionParts() {}

  /**
   * Asks for everything.
   *
   * @param name what it is called if it is not the workspace's own
   * @throws SettingsException if something is missing
   */
  static Connection of(String name, Source source) throws SettingsException {
    Database database = database(source);
    Bucket bucket = bucket(source);
    boolean production = source.ask(SettingKey.PRODUCTION);
    if (database != null && bucket == null) {
      throw missing("A database is set, but no bucket", SettingKey.BUCKET);
    }
    if (database == null && bucket != null) {
      throw missing("A bucket is set, but no database", SettingKey.DATABASE_URL);
    }
    return database == null
        ? Connection.EMBEDDED
        : new Connection(name, production, database, bucket);
  }

  private static @Nullable Database database(Source source) throws SettingsException {
    String url = source.ask(SettingKey.DATABASE_URL);
    String user = source.ask(SettingKey.DATABASE_USER);
    String schema = source.ask(SettingKey.DATABASE_SCHEMA);
    String table = source.ask(SettingKey.DATABASE_TABLE);
    if (url.isEmpty()) {
      SettingKey<?> set =
          !user.isEmpty()
              ? SettingKey.DATABASE_USER
              : schema.isEmpty() ? SettingKey.DATABASE_TABLE : SettingKey.DATABASE_SCHEMA;
      if (!user.isEmpty() || !schema.isEmpty() || !table.isEmpty()) {
        throw missing("“" + set + "” is set, but no database", SettingKey.DATABASE_URL);
      }
      return null;
    }
    if (user.isEmpty()) {
      throw new SettingsException(
          "A database is set, but not who logs in. Set " + named(SettingKey.DATABASE_USER) + ".");
    }
    return new Database(
        url, user, schema.isEmpty() ? null : schema, table.isEmpty() ? null : table);
  }

  private static @Nullable Bucket bucket(Source source) throws SettingsException {
    String name = source.ask(SettingKey.BUCKET);
    String uri = source.ask(SettingKey.ENDPOINT);
    String region = source.ask(SettingKey.REGION);
    Endpoint endpoint =
        new Endpoint(
            uri.isEmpty() ? null : URI.create(uri),
            region.isEmpty() ? null : region,
            source.ask(SettingKey.PATH_STYLE),
            source.ask(SettingKey.PLAIN_HTTP));
    endpoint.requireTls();
    Connection.Encryption encryption = source.ask(SettingKey.ENCRYPTION);
    Connection.Checksums checksums = source.ask(SettingKey.CHECKSUMS);
    if (name.isEmpty()) {
      if (!uri.isEmpty()) {
        throw missing("“" + SettingKey.ENDPOINT + "” is set, but no bucket", SettingKey.BUCKET);
      }
      return null;
    }
    return new Bucket(name, endpoint, encryption, checksums);
  }

  private static SettingsException missing(String half, SettingKey<?> other) {
    return new SettingsException(
        half + ". Set " + named(other) + " too, or nothing of both to work in the workspace.");
  }

  private static String named(SettingKey<?> key) {
    return key.environmentVariable()
        .map(variable -> variable + " (“" + key + "” in the settings file)")
        .orElse("“" + key + "”");
  }
}
