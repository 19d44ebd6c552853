package org.audioprocessor.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.queue.connect.DatabaseAddress;

/**
 * MySQL 8, where it can run: its library libaio is fetched by the build ({@code
 * src/test/scripts/fetch-libaio}).
 */
public final class MySqlServer implements DatabaseServer {
  private static final String PROGRAM = "/mysql-Linux-amd64.tar.gz";
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

  private static final class Shared {
    static final MySqlServer SERVER = start();
  }

  private final int port;

  private MySqlServer(int port) {
    this.port = port;
  }

  /** The test JVM's; where it cannot run the test is skipped, which is announced at the end. */
  public static MySqlServer shared() {
    missing().ifPresent(why -> SkippedServers.skip("MySQL 8", why));
    return Shared.SERVER;
  }

  /** Why it cannot run here; empty where it can. */
  public static Optional<String> missing() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!system.equals("Linux amd64")) {
      return Optional.of("MySQL's test server is there for Linux on amd64 only, this is " + system);
    }
    return library().isPresent()
        ? Optional.empty()
        : Optional.of("libaio.so.1 is missing; src/test/scripts/fetch-libaio could not fetch it");
  }

  /** The folder to look for libraries in. */
  private static Optional<Path> library() {
    List<Path> places = new ArrayList<>();
    places.add(target().resolve("libaio"));
    for (String folder : List.of("/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib")) {
      places.add(Path.of(folder));
    }
    return places.stream().filter(place -> Files.exists(place.resolve("libaio.so.1"))).findFirst();
  }

  private static Path target() {
    return Path.of(System.getProperty("project.build.directory", "target")).toAbsolutePath();
  }

  private static MySqlServer start() {
    try {
      Path program = program();
      Path data = initialised(program);
      int port = freePort();
      List<String> arguments =
          List.of(
              "--bind-address=127.0.0.1",
              "--port=" + port,
              "--mysqlx=OFF",
              "--skip-log-bin",
              "--socket=mysql.sock",
              "--max-connections=200",
              "--innodb-buffer-pool-size=64M",
              "--innodb-flush-log-at-trx-commit=0",
              "--performance-schema=OFF");
      Process server = run(program, data, arguments);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> server.destroyForcibly().onExit().join()));
      awaitAnswer(server, port);
      return new MySqlServer(port);
    } catch (IOException e) {
      throw new IllegalStateException("MySQL did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("MySQL did not start", e);
    }
  }

  /** Unpacked once a build. */
  @SuppressWarnings("try") // held, not used
  private static Path program() throws IOException, InterruptedException {
    Path ready = target().resolve("mysql-program");
    try (Unpacking alone = Unpacking.alone(ready)) {
      return Files.exists(ready) ? ready : unpacked(ready);
    }
  }

  private static Path unpacked(Path ready) throws IOException, InterruptedException {
    Path unpacking = Files.createTempDirectory(target(), "mysql-unpacking");
    Path archive = unpacking.resolve("mysql.tar.gz");
    try (InputStream resource = MySqlServer.class.getResourceAsStream(PROGRAM)) {
      Files.copy(Objects.requireNonNull(resource), archive);
    }
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", unpacking.toString())
            .inheritIO()
            .start();
    if (tar.waitFor() != 0) {
      throw new IOException("tar could not unpack " + archive);
    }
    Files.delete(archive);
    Files.move(unpacking, ready, StandardCopyOption.ATOMIC_MOVE);
    return ready;
  }

  private static Path initialised(Path program) throws IOException, InterruptedException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path data = Files.createTempDirectory(temporary, "mysql").resolve("data");
    Process initialising = run(program, data, List.of("--initialize-insecure"));
    if (!initialising.waitFor(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS)
        || initialising.exitValue() != 0) {
      throw new IOException("MySQL could not make its data folder; see " + log(data));
    }
    return data;
  }

  private static Process run(Path program, Path data, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.resolve("bin/mysqld").toString());
    command.addAll(List.of("--no-defaults", "--basedir=" + program, "--datadir=" + data));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    command.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().put("LD_LIBRARY_PATH", library().orElseThrow().toString());
    process.environment().put("TMPDIR", data.resolveSibling("").toString());
    return process
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile()))
        .start();
  }

  private static Path log(Path data) {
    return data.resolveSibling("mysql.log");
  }

  private static void awaitAnswer(Process server, int port)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (true) {
      try (Connection connection = DriverManager.getConnection(url(port, ""), "root", "")) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException e) {
        if (!server.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("MySQL does not answer", e);
        }
      }
      Thread.sleep(100);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String url(int port, String database) {
    return "jdbc:mysql://127.0.0.1:" + port + "/" + database + "?allowPublicKeyRetrieval=true";
  }

  @Override
  public DatabaseAddress administration() {
    return new DatabaseAddress(jdbcUrl(""), "root", "", null);
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
