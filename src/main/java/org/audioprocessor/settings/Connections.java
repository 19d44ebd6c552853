package org.audioprocessor.settings;

import java.util.Objects;
import java.util.Optional;
import org.audioprocessor.settings.Connection.Bucket;
import org.audioprocessor.settings.Connection.Database;

/** The connections that a settings file holds, by their names. */
public final class Connections {
  private Connections() {}

  /**
   * One of them; {@link Connection#EMBEDDED} is there by its name in every file.
   *
   * @throws SettingsException if there is none of this name, or it cannot be used
   */
  public static Connection saved(SettingsDocument document, String name) throws SettingsException {
    if (name.equals(Connection.EMBEDDED.name())) {
      return Connection.EMBEDDED;
    }
    requireSaved(document, name);
    return ConnectionParts.of(name, new FromDocument(document, name));
  }

  static void requireSaved(SettingsDocument document, String name) throws SettingsException {
    if (!document.connectionNames().contains(name)) {
      throw new SettingsException(
          "No connection is saved as “"
              + name
              + "”. Choose one of these: "
              + String.join(", ", document.connectionNames())
              + (document.connectionNames().isEmpty() ? "" : ", ")
              + Connection.EMBEDDED.name()
              + ".");
    }
  }

  /**
   * A document that holds this connection, in the place of one of the same name.
   *
   * @throws SettingsException if a name or a value is not allowed
   */
  public static SettingsDocument with(SettingsDocument document, Connection connection)
      throws SettingsException {
    String name = connection.name();
    if (SettingKey.CONNECTION.read(name).filter(name::equals).isEmpty()
        || name.isEmpty()
        || name.equals(Connection.EMBEDDED.name())) {
      throw new SettingsException(
          "A connection cannot be called “"
              + SettingsSources.shown(name)
              + "”. Use up to 40 letters, digits, spaces, dots and hyphens.");
    }
    Database database = connection.database();
    Bucket bucket = connection.bucket();
    if (database == null || bucket == null) {
      throw new SettingsException("A connection needs a database and a bucket.");
    }
    Writing writing = new Writing(document.withoutConnection(name), name);
    writing.set(SettingKey.PRODUCTION, connection.isProduction());
    writing.set(SettingKey.DATABASE_URL, database.url());
    writing.set(SettingKey.DATABASE_USER, database.user());
    writing.set(SettingKey.DATABASE_SCHEMA, Objects.requireNonNullElse(database.schema(), ""));
    writing.set(SettingKey.DATABASE_TABLE, Objects.requireNonNullElse(database.table(), ""));
    writing.set(SettingKey.BUCKET, bucket.name());
    Connection.Endpoint endpoint = bucket.endpoint();
    writing.set(SettingKey.ENDPOINT, endpoint.uri() == null ? "" : endpoint.uri().toString());
    writing.set(SettingKey.REGION, Objects.requireNonNullElse(endpoint.region(), ""));
    endpoint.requireTls();
    writing.set(SettingKey.PATH_STYLE, endpoint.pathStyle());
    writing.set(SettingKey.PLAIN_HTTP, endpoint.plainHttp());
    writing.set(SettingKey.ENCRYPTION, bucket.encryption());
    writing.set(SettingKey.CHECKSUMS, bucket.checksums());
    return writing.document;
  }

  /** Writes only what is not as it would be anyway. */
  private static final class Writing {
    private final String name;
    private SettingsDocument document;

    Writing(SettingsDocument document, String name) {
      this.document = document;
      this.name = name;
    }

    <T> void set(SettingKey<T> key, T value) throws SettingsException {
      if (value.equals(key.defaultValue())) {
        return;
      }
      String text = key.text(value);
      if (key.read(text).isEmpty()) {
        throw new SettingsException(SettingsSources.refusal(key, text, "“" + key + "”"));
      }
      document = document.with(name, key, value);
    }
  }

  private record FromDocument(SettingsDocument document, String name)
      implements ConnectionParts.Source {
    @Override
    public <T> T ask(SettingKey<T> key) throws SettingsException {
      Optional<String> written = document.text(name, key);
      if (written.isEmpty()) {
        return key.defaultValue();
      }
      return key.read(written.get())
          .orElseThrow(() ->
              new SettingsException(
                  SettingsSources.refusal(
                      key, written.get(), "In the connection “" + name + "” “" + key + "”")));
    }
  }
}
