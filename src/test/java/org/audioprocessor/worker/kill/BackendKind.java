package org.audioprocessor.worker.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.PostgresServer;
import org.audioprocessor.testing.S3Server;

/** The kind of database and bucket of test workspaces. */
interface BackendKind extends AutoCloseable {

  /** Makes a new, empty one; the folder exists. */
  void lay(Path folder) throws IOException;

  @Override
  default void close() throws IOException {}

  /** Files in the workspace's own folder. */
  BackendKind EMBEDDED = folder -> {};

  static BackendKind postgres(Path root) throws IOException {
    return new Served(PostgresServer.shared(), root);
  }

  static BackendKind mariaDb(Path root) throws IOException {
    return new Served(MariaDbServer.shared(), root);
  }

  /** A database of its own on that server and a bucket of its own on an S3 server, for each. */
  final class Served implements BackendKind {
    private final DatabaseServer database;
    private final Path buckets;
    private final S3Server s3;

    private Served(DatabaseServer database, Path root) throws IOException {
      this.database = database;
      buckets = root.resolve("buckets");
      s3 = S3Server.start(buckets);
    }

    @Override
    public void lay(Path folder) throws IOException {
      String bucket = folder.getFileName().toString().toLowerCase(Locale.ROOT).replace('_', '-');
      Files.createDirectory(buckets.resolve(bucket));
      new WorkspaceBackend.Servers(database.newDatabase(), bucket, s3.port()).writeTo(folder);
    }

    @Override
    public void close() throws IOException {
      s3.close();
    }
  }
}
