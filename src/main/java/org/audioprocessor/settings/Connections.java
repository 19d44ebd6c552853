package org.audioprocessor.settings;

import java.util.Objects;
import java.util.Optional;
import org.audioprocessor.settings.Connection.Database;
import org.jspecify.annotations.Nullable;

/** Reads and writes the saved connections of a settings file. */
public final class Connections {
  private Connections() {}

  /**
   * Returns a saved connection by name. Every file contains {@link Connection#EMBEDDED}.
   *
   * @throws SettingsException if no connection has this name, or it is invalid
   */
  public static Connection saved(SettingsDocument document, String name) throws SettingsException {
    if (name.equals(Connection.EMBEDDED.name())) {
      return Connection.EMBEDDED;
    }
    requireSaved(document, name);
    return read(name, new FromDocument(document, name));
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
   * Returns a document with this connection, which replaces one of the same name.
   *
   * @throws SettingsException if a name or a value is invalid
   */
  public static SettingsDocument with(SettingsDocument document, Connection connection)
      throws SettingsException {
    String name = connection.name();
    if (SettingKey.CONNECTION.read(name).filter(name::equals).isEmpty()
        || name.isEmpty()
        || name.equals(Connection.EMBEDDED.name())) {
      throw new SettingsException(
          "A connection cannot have the name “"
              + SettingsSources.shown(name)
              + "”. Use up to 40 letters, digits, spaces, dots and hyphens.");
    }
    Database database = connection.database();
    if (database == null || connection.store() instanceof StoreConfig.Folder) {
      throw new SettingsException("A connection needs a database and a bucket.");
    }
    Writing writing = new Writing(document.withoutConnection(name), name);
    writing.write(SettingKey.PRODUCTION, connection.isProduction());
    writing.write(SettingKey.DATABASE_URL, database.url());
    writing.write(SettingKey.DATABASE_USER, database.user());
    writing.write(SettingKey.DATABASE_SCHEMA, Objects.requireNonNullElse(database.schema(), ""));
    writing.write(SettingKey.DATABASE_TABLE, Objects.requireNonNullElse(database.table(), ""));
    connection.store().write(writing);
    return writing.document;
  }

  /** Writes values that differ from their defaults. */
  public static final class Writing {
    private final String name;
    private SettingsDocument document;

    Writing(SettingsDocument document, String name) {
      this.document = document;
      this.name = name;
    }

    <T> void write(SettingKey<T> key, T value) throws SettingsException {
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

  private record FromDocument(SettingsDocument document, String name) implements Source {
    @Override
    public <T> T value(SettingKey<T> key) throws SettingsException {
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

  /** Source of valid values. */
  interface Source {
    <T> T value(SettingKey<T> key) throws SettingsException;
  }

  /**
   * Reads all values of a connection.
   *
   * @param name name of the connection if it is not embedded
   * @throws SettingsException if something is missing
   */
  static Connection read(String name, Source source) throws SettingsException {
    Database database = database(source);
    StoreConfig store = StoreConfig.read(source);
    boolean isFolder = store instanceof StoreConfig.Folder;
    boolean production = source.value(SettingKey.PRODUCTION);
    if (database != null && isFolder) {
      throw missing("A database is set, but no bucket", SettingKey.BUCKET);
    }
    if (database == null && !isFolder) {
      throw missing("A bucket is set, but no database", SettingKey.DATABASE_URL);
    }
    return database == null
        ? Connection.EMBEDDED
        : new Connection(name, production, database, store);
  }

  private static @Nullable Database database(Source source) throws SettingsException {
    String url = source.value(SettingKey.DATABASE_URL);
    String user = source.value(SettingKey.DATABASE_USER);
    String schema = source.value(SettingKey.DATABASE_SCHEMA);
    String table = source.value(SettingKey.DATABASE_TABLE);
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
          "A database is set, but no user. Set " + named(SettingKey.DATABASE_USER) + ".");
    }
    return new Database(
        url, user, schema.isEmpty() ? null : schema, table.isEmpty() ? null : table);
  }

  static SettingsException missing(String half, SettingKey<?> other) {
    return new SettingsException(
        half + ". Set " + named(other) + " too, or neither to work in the workspace.");
  }

  private static String named(SettingKey<?> key) {
    return key.environmentVariable()
        .map(variable -> variable + " (“" + key + "” in the settings file)")
        .orElse("“" + key + "”");
  }
}
