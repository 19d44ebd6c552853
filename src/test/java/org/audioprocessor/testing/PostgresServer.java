package org.audioprocessor.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.queue.DatabaseAddress;

/** PostgreSQL 18, as durable as in production. */
public final class PostgresServer implements DatabaseServer {
  private static final class Shared {
    static final PostgresServer SERVER = start();
  }

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** The test JVM's. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  private static PostgresServer start() {
    try {
      Path folder = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "pg"));
      return new PostgresServer(
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(folder.toFile())
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_buffers", "64MB")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setDataDirectoryCustomizer(PostgresServer::askForPasswords)
              .start());
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
  }

  /** Of all but the administrator. */
  private static void askForPasswords(File dataDirectory) {
    try {
      Files.writeString(
          dataDirectory.toPath().resolve("pg_hba.conf"),
          """
          host all postgres 127.0.0.1/32 trust
          host all all      127.0.0.1/32 scram-sha-256
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DatabaseAddress administration() {
    return new DatabaseAddress(jdbcUrl("postgres"), "postgres", "postgres", null);
  }

  @Override
  public String creation() {
    return " ENCODING 'UTF8' TEMPLATE template0";
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }
}
