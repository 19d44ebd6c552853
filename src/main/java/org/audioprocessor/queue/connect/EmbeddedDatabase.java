package org.audioprocessor.queue.connect;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.audioprocessor.queue.QueueDatabase;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.schema.QueueSchema;
import org.audioprocessor.text.PlainText;

/**
 * The database of a workspace without a platform: a file that several processes of one machine can
 * open at once. The first process serves the others on 127.0.0.1; when it ends, another process
 * takes over, and for some seconds calls fail with {@link QueueException.Kind#UNAVAILABLE}.
 */
public final class EmbeddedDatabase implements QueueDatabase {
  private static final String USER = "audio_processor";
  private static final int CONNECTIONS = 6;

  private static final String IS_ADMINISTRATOR =
      "SELECT is_admin FROM INFORMATION_SCHEMA.USERS WHERE user_name = CURRENT_USER";

  /**
   * File locks belong to the process, so threads need a separate lock. One lock per folder, because
   * opening the file of a killed process takes H2 some seconds.
   */
  private static final Map<Path, ReentrantLock> OPENING = new ConcurrentHashMap<>();

  static {
    // H2 reads it once, when its first class loads; otherwise its server listens on all interfaces
    System.setProperty("h2.bindAddress", "127.0.0.1");
  }

  /** Longer than H2's take-over from a killed process on a busy machine. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  private final HikariDataSource dataSource;
  private final UploadQueue queue;

  /** Receives progress while the database is being opened. */
  @FunctionalInterface
  public interface Waiting {
    /**
     * Called about once a second while the database is being opened.
     *
     * @param reason why opening takes long, as a sentence
     * @return false to give up
     */
    boolean mayContinue(String reason);

    /** Returns a callback that gives up after this time. */
    static Waiting atMost(Duration time) {
      long end = System.nanoTime() + time.toNanos();
      return reason -> System.nanoTime() < end;
    }
  }

  private EmbeddedDatabase(HikariDataSource dataSource) {
    this.dataSource = dataSource;
    queue = new UploadQueue(dataSource, Dialect.H2);
  }

  /**
   * Opens the workspace's database and creates a missing folder and missing tables. Gives up after
   * five minutes.
   */
  public static EmbeddedDatabase open(Path folder) throws QueueException {
    return open(folder, Waiting.atMost(Duration.ofMinutes(5)));
  }

  /** Opens the workspace's database until the callback gives up. */
  @SuppressWarnings("try") // the channel is only closed
  public static EmbeddedDatabase open(Path folder, Waiting waiting) throws QueueException {
    try {
      Path real = Files.createDirectories(folder).toRealPath();
      requireNoOptions(real);
      ReentrantLock opening = OPENING.computeIfAbsent(real, any -> new ReentrantLock());
      EmbeddedOpening first = new EmbeddedOpening(real, waiting);
      opening.lock();
      try (FileChannel exclusive = first.lock()) {
        return openLocked(real, first);
      } finally {
        opening.unlock();
      }
    } catch (IOException e) {
      throw new QueueException(
          QueueException.Kind.DENIED,
          "The workspace folder cannot be used: "
              + PlainText.escaped(folder.toString())
              + ". Check that it exists, can be written and has free space.",
          e);
    }
  }

  /** Returns the connections, for {@link UploadQueue} with {@link Dialect#H2}. */
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

  /** Closes this process's connections; other processes keep theirs. */
  @Override
  public void close() {
    dataSource.close();
  }

  private static EmbeddedDatabase openLocked(Path folder, EmbeddedOpening first)
      throws IOException, QueueException {
    String url = url(folder);
    String password = WorkspacePassword.in(folder);
    try (Connection keepsItOpen = first.connect(url, USER, password)) {
      EmbeddedConnections.prepare(keepsItOpen);
      EmbeddedConnections connections = new EmbeddedConnections(url, USER, password);
      HikariDataSource pool = DatabasePool.openEmbedded(connections, CONNECTIONS, CONNECT_TIMEOUT);
      return withTables(pool, keepsItOpen);
    } catch (SQLException e) {
      throw QueueException.of(e);
    }
  }

  private static EmbeddedDatabase withTables(HikariDataSource pool, Connection first)
      throws IOException, QueueException {
    try {
      createPlatformTable(first);
      QueueSchema.migrate(pool, Dialect.H2);
      withdrawAdministration(first);
      return new EmbeddedDatabase(pool);
    } catch (QueueException | IOException | RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * Leaves the program's user the rights on tables only. The user that creates a database is its
   * administrator, whose SQL can run Java, read and write files, and open other databases. The
   * administrator that H2 requires gets a password that is not kept.
   */
  private static void withdrawAdministration(Connection connection) throws QueueException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet user = statement.executeQuery(IS_ADMINISTRATOR)) {
        if (!user.next() || !user.getBoolean(1)) {
          return;
        }
      }
      statement.execute(
          "CREATE USER IF NOT EXISTS workspace_owner PASSWORD '"
              + WorkspacePassword.random()
              + "' ADMIN");
      statement.execute("GRANT ALL ON SCHEMA PUBLIC TO " + USER);
      // for migrations of later versions
      statement.execute("GRANT ALTER ANY SCHEMA TO " + USER);
      statement.execute("ALTER USER " + USER + " ADMIN FALSE");
    } catch (SQLException e) {
      throw QueueException.of(e);
    }
  }

  /**
   * async: with H2's default file access, one interrupted thread closes the database for all
   * others.
   */
  private static String url(Path folder) {
    return "jdbc:h2:async:"
        + folder.toAbsolutePath().resolve("uploads")
        + ";AUTO_SERVER=TRUE;TIME ZONE=UTC";
  }

  /**
   * H2 reads options after a semicolon in its URL, including INIT with statements, and treats a
   * backslash as a separator on every system.
   */
  private static void requireNoOptions(Path folder) throws QueueException {
    boolean backslash = File.separatorChar == '/' && folder.toString().contains("\\");
    if (backslash || folder.toString().contains(";")) {
      throw new QueueException(
          QueueException.Kind.DENIED,
          "The workspace folder cannot be used, because its path contains a "
              + (backslash ? "backslash" : "semicolon")
              + ": "
              + PlainText.escaped(folder.toString())
              + ". Choose a folder without one.",
          null);
    }
  }

  private static void createPlatformTable(Connection connection)
      throws QueueException, IOException {
    String script;
    try (InputStream text = EmbeddedDatabase.class.getResourceAsStream("embedded-workspace.sql")) {
      script = new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(script);
    } catch (SQLException e) {
      throw QueueException.of(e);
    }
  }

  /** The embedded database's random password, stored in a file that only its owner can read. */
  private static final class WorkspacePassword {
    private static final String FILE = "database.password";
    private static final int BYTES = 24;

    private WorkspacePassword() {}

    /** Reads or creates the password. The caller holds the lock of the folder. */
    static String in(Path folder) throws IOException {
      Path file = folder.resolve(FILE);
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      String password = random();
      Path unfinished = folder.resolve(FILE + ".new");
      Files.deleteIfExists(unfinished);
      createPrivate(unfinished);
      Files.writeString(unfinished, password);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return password;
    }

    static String random() {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      return HexFormat.of().formatHex(random);
    }

    private static void createPrivate(Path file) throws IOException {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return;
      }
      Files.createFile(file);
      AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
      if (view != null) {
        view.setAcl(
            List.of(
                AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
      }
    }
  }
}
