package org.audioprocessor.queue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * A workspace's own database, where there is no platform: a file that several processes of one
 * machine may have open at once. The first one serves the others on 127.0.0.1; when it ends another
 * one takes its place, and for some seconds calls fail with {@link
 * QueueException.Kind#UNAVAILABLE}.
 */
public final class EmbeddedDatabase implements QueueDatabase {
  private static final String USER = "audio_processor";
  private static final int CONNECTIONS = 6;

  /**
   * File locks are the whole process's, so its threads need a lock of their own: one a folder,
   * since to open what a killed process left takes H2 some seconds.
   */
  private static final Map<Path, ReentrantLock> OPENING = new ConcurrentHashMap<>();

  static {
    // H2 reads it once, when its first class loads; its server would listen to the network
    // otherwise
    System.setProperty("h2.bindAddress", "127.0.0.1");
  }

  private final HikariDataSource dataSource;
  private final UploadQueue queue;

  private EmbeddedDatabase(HikariDataSource dataSource) {
    this.dataSource = dataSource;
    queue = new UploadQueue(dataSource, Dialect.H2);
  }

  /**
   * Opens the workspace's database, and creates the folder and the tables where they are missing.
   */
  public static EmbeddedDatabase open(Path folder) throws QueueException {
    try {
      Path place = Files.createDirectories(folder).toRealPath();
      requireNoOptions(place);
      ReentrantLock opening = OPENING.computeIfAbsent(place, any -> new ReentrantLock());
      opening.lock();
      try (FileChannel channel =
              FileChannel.open(
                  place.resolve("database.opening"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Objects.requireNonNull(lock);
        return openAlone(place);
      } finally {
        opening.unlock();
      }
    } catch (IOException e) {
      throw new QueueException(
          QueueException.Kind.DENIED,
          "The workspace folder cannot be used: "
              + OneLine.of(folder.toString())
              + ". Check that it exists, can be written and has free space.",
          e);
    }
  }

  /** For {@link UploadQueue}, with {@link Dialect#H2}. */
  public DataSource dataSource() {
    return dataSource;
  }

  @Override
  public UploadQueue queue() {
    return queue;
  }

  @Override
  public Dialect dialect() {
    return Dialect.H2;
  }

  /** Other processes keep theirs. */
  @Override
  public void close() {
    dataSource.close();
  }

  private static EmbeddedDatabase openAlone(Path folder) throws IOException, QueueException {
    HikariDataSource pool =
        DatabasePool.open(url(folder), USER, WorkspacePassword.in(folder), Dialect.H2, CONNECTIONS);
    try {
      createPlatformTable(pool);
      QueueSchema.migrate(pool, Dialect.H2);
      return new EmbeddedDatabase(pool);
    } catch (QueueException | IOException | RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * WRITE_DELAY: with H2's default a killed process loses what it committed last. async: through
   * H2's ordinary file access, one interrupted thread closes the database under all the others.
   */
  private static String url(Path folder) {
    return "jdbc:h2:async:"
        + folder.toAbsolutePath().resolve("uploads")
        + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;TIME ZONE=UTC";
  }

  /** H2 reads what follows a semicolon of its URL as options, INIT with statements among them. */
  private static void requireNoOptions(Path folder) throws QueueException {
    if (folder.toString().contains(";")) {
      throw new QueueException(
          QueueException.Kind.DENIED,
          "The workspace folder cannot be used, because its path has a semicolon in it: "
              + OneLine.of(folder.toString())
              + ". Choose a folder without one.",
          null);
    }
  }

  private static void createPlatformTable(DataSource dataSource)
      throws QueueException, IOException {
    String script;
    try (InputStream text = EmbeddedDatabase.class.getResourceAsStream("embedded-workspace.sql")) {
      script = new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    }
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(script);
    } catch (SQLException e) {
      throw QueueException.of(e);
    }
  }
}
