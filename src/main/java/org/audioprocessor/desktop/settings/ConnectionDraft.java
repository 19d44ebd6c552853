package org.audioprocessor.desktop.settings;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Connection.Database;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.StoreConfig.Bucket;
import org.audioprocessor.settings.StoreConfig.Endpoint;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.Encryption;
import org.jspecify.annotations.Nullable;

/** A connection in the form. Its password is kept here and in the keychain only. */
final class ConnectionDraft {
  private static final List<String> NO_OR_YES = List.of("false", "true");

  final Field<String> name = new Field<>(SettingKey.CONNECTION);
  final Field<Boolean> production = new Field<>(SettingKey.PRODUCTION, NO_OR_YES);
  final Field<String> url = new Field<>(SettingKey.DATABASE_URL);
  final Field<String> user = new Field<>(SettingKey.DATABASE_USER);
  final StringProperty password = new SimpleStringProperty("");

  /** Keeps the password until the program ends, on systems without a keychain. */
  final BooleanProperty forSession = new SimpleBooleanProperty(true);

  /** The name under which it is saved; null for a new connection. */
  final @Nullable String savedAs;

  final Field<String> schema = new Field<>(SettingKey.DATABASE_SCHEMA);
  final Field<String> table = new Field<>(SettingKey.DATABASE_TABLE);
  final Field<String> bucket = new Field<>(SettingKey.BUCKET);
  final Field<String> endpoint = new Field<>(SettingKey.ENDPOINT);
  final Field<String> region = new Field<>(SettingKey.REGION);
  final Field<Boolean> pathStyle = new Field<>(SettingKey.PATH_STYLE, NO_OR_YES);
  final Field<Boolean> plainHttp = new Field<>(SettingKey.PLAIN_HTTP, NO_OR_YES);
  final Field<Encryption> encryption = new Field<>(SettingKey.ENCRYPTION);
  final Field<Checksums> checksums =
      new Field<>(SettingKey.CHECKSUMS, List.of("always", "required"));

  ConnectionDraft() {
    this(null);
  }

  private ConnectionDraft(@Nullable String savedAs) {
    this.savedAs = savedAs;
  }

  static ConnectionDraft of(Connection connection) {
    ConnectionDraft draft = new ConnectionDraft(connection.name());
    draft.name.show(connection.name());
    draft.production.show(connection.isProduction());
    Database database = connection.database();
    if (database != null) {
      draft.url.show(database.url());
      draft.user.show(database.user());
      draft.schema.show(Objects.requireNonNullElse(database.schema(), ""));
      draft.table.show(Objects.requireNonNullElse(database.table(), ""));
    }
    if (connection.store() instanceof Bucket bucket) {
      URI uri = bucket.endpoint().uri();
      String region = bucket.endpoint().region();
      draft.bucket.show(bucket.name());
      draft.endpoint.show(uri == null ? "" : uri.toString());
      draft.region.show(region == null ? "" : region);
      draft.pathStyle.show(bucket.endpoint().pathStyle());
      draft.plainHttp.show(bucket.endpoint().plainHttp());
      draft.encryption.show(bucket.encryption());
      draft.checksums.show(bucket.checksums());
    }
    return draft;
  }

  /** Returns all fields but the password, in the order of the form. */
  List<Field<?>> fields() {
    return List.of(
        name,
        production,
        url,
        user,
        schema,
        table,
        bucket,
        endpoint,
        region,
        pathStyle,
        plainHttp,
        encryption,
        checksums);
  }

  /** Returns the connection as typed. */
  Connection connection() throws SettingsException {
    Database database = new Database(required(url), required(user), orNull(schema), orNull(table));
    String address = endpoint.value();
    String regionName = region.value();
    Endpoint where =
        new Endpoint(
            address.isEmpty() ? null : URI.create(address),
            regionName.isEmpty() ? null : regionName,
            pathStyle.value(),
            plainHttp.value());
    Bucket objects = new Bucket(required(bucket), where, encryption.value(), checksums.value());
    return new Connection(required(name), production.value(), database, objects);
  }

  private static @Nullable String orNull(Field<String> field) throws SettingsException {
    return field.value().isEmpty() ? null : field.value();
  }

  private static String required(Field<String> field) throws SettingsException {
    String value = field.value();
    if (value.isEmpty()) {
      throw new SettingsException(
          Messages.text("settings.missing", field.label(), field.key().allowed()));
    }
    return value;
  }
}
