package org.audioprocessor.queue.connect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.schema.OwnTableNames;
import org.postgresql.PGConnection;

/**
 * Connection properties of a platform's database: the URL's options, with the program's defaults
 * for the rest.
 */
public record JdbcConfig(DatabaseAddress address, JdbcUrl url) {
  /** Long enough for a count of millions of rows without an index. */
  public static final Duration READ_TIMEOUT = Duration.ofSeconds(40);

  /**
   * For all other statements: processing must continue within 15 s after the network dropped
   * packets silently.
   */
  static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(8);

  /** Settings that end with the transaction, for a pooler. */
  public static final String POOLED_TRANSACTION_START =
      "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL TIME ZONE 'UTC';"
          + " SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '30s';"
          + " SET LOCAL idle_in_transaction_session_timeout = '30s';"
          + " SET LOCAL max_parallel_workers_per_gather = 0";

  private static final int CONNECT_SECONDS = 5;
  private static final int LOG_IN_SECONDS = 10;

  public static JdbcConfig of(DatabaseAddress address) throws QueueException {
    OwnTableNames.requireName(address.schema());
    return new JdbcConfig(address, JdbcUrl.of(address.jdbcUrl()));
  }

  public Dialect dialect() {
    return url.dialect();
  }

  /** Opens a connection outside any pool, which fails at once with the original failure. */
  public Connection connect(Duration timeout) throws SQLException {
    Properties properties = properties(timeout, true);
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    Connection connection = DriverManager.getConnection(url.text(), properties);
    try {
      if (!isPooled(connection)) {
        start(connection);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void start(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(dialect().sessionStart());
    }
  }

  /**
   * Returns the driver's properties, without user and password.
   *
   * @param pooled true if statements prepared by PostgreSQL may be executed in another session
   */
  Properties properties(Duration timeout, boolean pooled) {
    Properties properties = new Properties();
    Map<String, String> defaults = new HashMap<>(defaults(timeout));
    if (pooled && dialect() == Dialect.POSTGRESQL) {
      defaults.put("prepareThreshold", "0");
    }
    defaults.forEach((name, value) -> {
      if (!url.sets(name)) {
        properties.setProperty(name, value);
      }
    });
    properties.putAll(secured());
    return properties;
  }

  private Map<String, String> defaults(Duration timeout) {
    return dialect() == Dialect.MYSQL ? mySql(timeout) : postgreSql(timeout);
  }

  private Map<String, String> postgreSql(Duration timeout) {
    return Map.of(
        "connectTimeout",
        Integer.toString(CONNECT_SECONDS),
        "loginTimeout",
        Integer.toString(LOG_IN_SECONDS),
        "socketTimeout",
        Long.toString(timeout.toSeconds()),
        "tcpKeepAlive",
        "true",
        "ApplicationName",
        "Audio Processor",
        // otherwise the driver sets session parameters after opening
        "assumeMinServerVersion",
        "12",
        // strings take the type of the compared column: bigint, uuid, enumerations
        "stringtype",
        "unspecified",
        // of several hosts, the writable one
        "targetServerType",
        url.servers().size() > 1 ? "primary" : "any");
  }

  private static Map<String, String> mySql(Duration timeout) {
    return Map.ofEntries(
        Map.entry("connectTimeout", Integer.toString(CONNECT_SECONDS * 1000)),
        Map.entry("socketTimeout", Long.toString(timeout.toMillis())),
        Map.entry("tcpKeepAlive", "true"),
        Map.entry("connectionTimeZone", "UTC"),
        Map.entry("characterEncoding", "UTF-8"),
        Map.entry("zeroDateTimeBehavior", "CONVERT_TO_NULL"),
        // counts matched rows, as the other databases do, even if their values did not change
        Map.entry("useAffectedRows", "false"),
        Map.entry("useServerPrepStmts", "true"),
        Map.entry("cachePrepStmts", "true"),
        Map.entry("prepStmtCacheSize", "100"),
        Map.entry("prepStmtCacheSqlLimit", "4096"));
  }

  /** TLS with a verified host, unless the server is local or the URL sets the options. */
  private Map<String, String> secured() {
    if (dialect() == Dialect.MYSQL) {
      if (url.isLoopback()) {
        return url.sets("allowPublicKeyRetrieval")
            ? Map.of()
            : Map.of("allowPublicKeyRetrieval", "true");
      }
      return url.sets("sslMode", "useSSL", "requireSSL", "verifyServerCertificate")
          ? Map.of()
          : Map.of("sslMode", "VERIFY_IDENTITY");
    }
    if (url.isLoopback() || url.sets("sslmode", "ssl")) {
      return Map.of();
    }
    boolean ownAuthority = url.sets("sslrootcert", "sslfactory") || Files.exists(usersAuthority());
    return ownAuthority
        ? Map.of("sslmode", "verify-full")
        // without it the driver reads a file of the user instead of the JDK's trust store
        : Map.of(
            "sslmode", "verify-full", "sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
  }

  /** The trust store of PostgreSQL's client programs. */
  private static Path usersAuthority() {
    return Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt");
  }

  /**
   * Returns true if a pooler such as PgBouncer is in front of PostgreSQL, which may assign each
   * transaction to another server session: the server process of the login is then not the one that
   * executes statements.
   */
  public boolean isPooled(Connection connection) throws SQLException {
    if (dialect() != Dialect.POSTGRESQL) {
      return false;
    }
    int loggedIn = connection.unwrap(PGConnection.class).getBackendPID();
    int executing =
        new Session(connection, ServerTraits.usual(Dialect.POSTGRESQL))
            .first("SELECT pg_backend_pid()", row -> row.getInt(1))
            .orElseThrow();
    return loggedIn != executing;
  }
}
