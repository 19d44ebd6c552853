package org.audioprocessor.worker.kill;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.sql.DataSource;
import org.audioprocessor.queue.QueueDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.storage.s3.client.S3Settings;
import org.audioprocessor.testing.S3Server;

/** Database and bucket of a workspace; any process with its folder can open them. */
sealed interface WorkspaceBackend {

  /** A database and its connections, which end with it. */
  record Opened(QueueDatabase database, DataSource connections) {}

  Opened openDatabase() throws QueueException;

  ObjectStore openStore() throws IOException;

  /** Of the workspace in that folder. */
  static WorkspaceBackend of(Path folder) throws IOException {
    Path file = folder.resolve(Servers.FILE);
    return Files.exists(file) ? Servers.read(file) : new Embedded(folder);
  }

  /** Both are files below the workspace's folder. */
  record Embedded(Path folder) implements WorkspaceBackend {
    @Override
    public Opened openDatabase() throws QueueException {
      EmbeddedDatabase opened = EmbeddedDatabase.open(folder.resolve("queue"));
      return new Opened(opened, opened.dataSource());
    }

    @Override
    public ObjectStore openStore() throws IOException {
      return new FolderObjectStore(folder.resolve("bucket"));
    }
  }

  /** Both are on servers, whose whereabouts stand in a file of the workspace's folder. */
  record Servers(DatabaseAddress database, String bucket, int s3Port) implements WorkspaceBackend {
    private static final String FILE = "servers.properties";

    static Servers read(Path file) throws IOException {
      Properties read = new Properties();
      try (Reader in = Files.newBufferedReader(file)) {
        read.load(in);
      }
      return new Servers(
          new DatabaseAddress(
              read.getProperty("url"),
              read.getProperty("user"),
              read.getProperty("password"),
              null),
          read.getProperty("bucket"),
          Integer.parseInt(read.getProperty("s3Port")));
    }

    void writeTo(Path folder) throws IOException {
      Properties written = new Properties();
      written.setProperty("url", database.jdbcUrl());
      written.setProperty("user", database.user());
      written.setProperty("password", database.password());
      written.setProperty("bucket", bucket);
      written.setProperty("s3Port", Integer.toString(s3Port));
      try (Writer out = Files.newBufferedWriter(folder.resolve(FILE))) {
        written.store(out, null);
      }
    }

    @Override
    public Opened openDatabase() throws QueueException {
      PlatformDatabase opened = PlatformDatabase.open(database);
      return new Opened(opened, opened.dataSource());
    }

    @Override
    public ObjectStore openStore() throws IOException {
      return S3Server.open(
          S3Settings.of(bucket)
              .withEndpoint(S3Server.endpoint(s3Port))
              .withRegion(S3Server.REGION)
              .withPathStyle(true));
    }
  }
}
