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
import org.audioprocessor.queue.schema.OwnTableNames;

/**
 * How to connect to a platform's database: what its URL says, and our word where it says nothing.
 */
public record JdbcConfig(DatabaseAddress address, JdbcUrl url) {
  /** Long enough for a count of millions of rows without an index. */
  public static final Duration READ_WITHIN = Duration.ofSeconds(40);

  /** For all else: work is to go on within 15 s after a network that swallowed everything. */
  static final Duration ANSWERED_WITHIN = Duration.ofSeconds(8);

  private static final int CONNECT_SECONDS = 5;
  private static final int LOG_IN_SECONDS = 10;

  public static JdbcConfig of(DatabaseAddress address) throws QueueException {
    OwnTableNames.requireName(address.schema());
    return new JdbcConfig(address, JdbcUrl.of(address.jdbcUrl()));
  }

  public Dialect dialect() {
    return url.dialect();
  }

  /** A connection outside any pool, which fails at once and for its own reason. */
  public Connection connect(Duration answersWithin) throws SQLException {
    Properties properties = properties(answersWithin, true);
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    Connection connection = DriverManager.getConnection(url.text(), properties);
    try {
      if (!Pooler.isBetween(this, connection)) {
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
   * For the driver, without user and password.
   *
   * @param pooled a statement that PostgreSQL prepared may be asked for in another session
   */
  Properties properties(Duration answersWithin, boolean pooled) {
    Properties properties = new Properties();
    Map<String, String> ours = new HashMap<>(ours(answersWithin));
    if (pooled && dialect() == Dialect.POSTGRESQL) {
      ours.put("prepareThreshold", "0");
    }
    ours.forEach((name, value) -> {
      if (!url.says(name)) {
        properties.setProperty(name, value);
      }
    });
    properties.putAll(secured());
    return properties;
  }

  private Map<String, String> ours(Duration answersWithin) {
    return dialect() == Dialect.MYSQL ? mySql(answersWithin) : postgreSql(answersWithin);
  }

  private Map<String, String> postgreSql(Duration answersWithin) {
    return Map.of(
        "connectTimeout",
        Integer.toString(CONNECT_SECONDS),
        "loginTimeout",
        Integer.toString(LOG_IN_SECONDS),
        "socketTimeout",
        Long.toString(answersWithin.toSeconds()),
        "tcpKeepAlive",
        "true",
        "ApplicationName",
        "Audio Processor",
        // the driver otherwise sets a session's parameters after it was opened
        "assumeMinServerVersion",
        "12",
        // texts take the type of the column that they are compared with: bigint, uuid, enumerations
        "stringtype",
        "unspecified",
        // of several hosts, the one that can be written to
        "targetServerType",
        url.servers().size() > 1 ? "primary" : "any");
  }

  private static Map<String, String> mySql(Duration answersWithin) {
    return Map.ofEntries(
        Map.entry("connectTimeout", Integer.toString(CONNECT_SECONDS * 1000)),
        Map.entry("socketTimeout", Long.toString(answersWithin.toMillis())),
        Map.entry("tcpKeepAlive", "true"),
        Map.entry("connectionTimeZone", "UTC"),
        Map.entry("characterEncoding", "UTF-8"),
        Map.entry("zeroDateTimeBehavior", "CONVERT_TO_NULL"),
        // rows that were found count, as everywhere else, even if they said the same before
        Map.entry("useAffectedRows", "false"),
        Map.entry("useServerPrepStmts", "true"),
        Map.entry("cachePrepStmts", "true"),
        Map.entry("prepStmtCacheSize", "100"),
        Map.entry("prepStmtCacheSqlLimit", "4096"));
  }

  /** TLS with a verified host, unless nobody listens on the way or the URL says otherwise. */
  private Map<String, String> secured() {
    if (dialect() == Dialect.MYSQL) {
      if (url.isLoopback()) {
        return url.says("allowPublicKeyRetrieval")
            ? Map.of()
            : Map.of("allowPublicKeyRetrieval", "true");
      }
      return url.says("sslMode", "useSSL", "requireSSL", "verifyServerCertificate")
          ? Map.of()
          : Map.of("sslMode", "VERIFY_IDENTITY");
    }
    if (url.isLoopback() || url.says("sslmode", "ssl")) {
      return Map.of();
    }
    boolean ownAuthority = url.says("sslrootcert", "sslfactory") || Files.exists(usersAuthority());
    return ownAuthority
        ? Map.of("sslmode", "verify-full")
        // without it the driver asks for a file of the user's, and not for the known authorities
        : Map.of(
            "sslmode", "verify-full", "sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
  }

  /** Where PostgreSQL's programs look for the authorities of certificates. */
  private static Path usersAuthority() {
    return Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt");
  }
}
