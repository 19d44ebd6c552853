package org.audioprocessor.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.audioprocessor.queue.connect.DatabaseAddress;

/** PostgreSQL 18. It does not wait for the disk, since no test kills the server. */
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
    return start(builder -> {});
  }

  /** Another one, which {@link #stop}s, and speaks TLS to those who want it. */
  public static PostgresServer withTls(TestCertificates certificates) {
    return start(builder ->
        builder
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", certificates.certificate().toString())
            .setServerConfig("ssl_key_file", certificates.key().toString()));
  }

  private static PostgresServer start(Consumer<EmbeddedPostgres.Builder> more) {
    try {
      Path folder = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "pg"));
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Patience.LONGEST)
              .setOverrideWorkingDirectory(folder.toFile())
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_buffers", "64MB")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setDataDirectoryCustomizer(PostgresServer::askForPasswords);
      more.accept(builder);
      return new PostgresServer(builder.start());
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
  }

  /** Not the {@link #shared} one, which ends with the JVM. */
  public void stop() throws IOException {
    server.close();
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
