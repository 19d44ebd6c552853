package org.audioprocessor.app;

import java.io.IOException;
import java.time.Duration;
import org.audioprocessor.queue.QueueDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.StoreConfig;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.settings.secret.DatabasePassword;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.storage.s3.S3ObjectStore;
import org.audioprocessor.storage.s3.client.S3Settings;
import org.audioprocessor.worker.Pace;
import org.jspecify.annotations.Nullable;

/** Converts connection settings to queue and storage configuration. */
public final class ConnectionFactory {
  private ConnectionFactory() {}

  /** Address and credentials of the platform's database. */
  public static DatabaseAddress address(Connection.Database database, @Nullable Secret password) {
    return new DatabaseAddress(
        database.url(),
        database.user(),
        password == null ? "" : password.reveal(),
        database.schema(),
        database.table());
  }

  /** The bucket and the client's settings. */
  public static S3Settings settings(StoreConfig.Bucket bucket) {
    StoreConfig.Endpoint endpoint = bucket.endpoint();
    return S3Settings.of(bucket.name())
        .withEndpoint(endpoint.uri())
        .withRegion(endpoint.region())
        .withPathStyle(endpoint.pathStyle())
        .withEncryption(bucket.encryption())
        .withChecksums(bucket.checksums());
  }

  /**
   * Opens the store of a connection.
   *
   * @param answer as of a probe; without a response for twice this time a bucket is unreachable
   */
  static ObjectStore store(Connection connection, Workspace workspace, Duration answer)
      throws IOException {
    return switch (connection.store()) {
      case StoreConfig.Folder own -> new FolderObjectStore(workspace.bucket());
      case StoreConfig.Bucket bucket ->
          S3ObjectStore.open(settings(bucket).withSilence(answer.multipliedBy(2)));
    };
  }

  /** Opens the store of a connection. */
  public static ObjectStore store(Connection connection, Workspace workspace) throws IOException {
    return store(connection, workspace, Pace.STANDARD.answer());
  }

  static QueueDatabase database(
      Settings settings,
      Workspace workspace,
      ApplicationOptions options,
      EmbeddedDatabase.Waiting waiting)
      throws QueueException, SettingsException {
    Connection connection = settings.connection();
    Connection.Database database = connection.database();
    if (database == null) {
      return EmbeddedDatabase.open(workspace.queue(), waiting);
    }
    Secret password = options.password(connection).map(DatabasePassword::secret).orElse(null);
    return PlatformDatabase.open(
        address(database, password), settings.operation().pace().connections());
  }
}
