package org.audioprocessor.queue.connect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Checks a platform's database step by step and changes nothing. Each finding is a sentence to be
 * shown to users; a failure includes advice.
 */
public final class DatabaseCheck {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** The steps in the order of their execution. */
  public enum Step {
    ADDRESS,
    HOST_NAME,
    NETWORK,
    LOGIN,
    ENCRYPTION,
    PLATFORM_TABLE,
    ADDING,
    OWN_TABLES,
    CLOCK,
    INDEX
  }

  public enum Outcome {
    GOOD,
    /** Not required for processing. */
    ADVICE,
    /** The database cannot be used until this is fixed. */
    WRONG
  }

  public record Finding(Step step, Outcome outcome, String sentence) {}

  private final List<Finding> findings = new ArrayList<>();

  private DatabaseCheck() {}

  /** Checks the database until the first failure. May take some seconds; never throws. */
  public static List<Finding> of(DatabaseAddress address) {
    DatabaseCheck check = new DatabaseCheck();
    Step step = Step.ADDRESS;
    try {
      JdbcConfig jdbcConfig = JdbcConfig.of(address);
      check.good(step, jdbcConfig.dialect() + ", " + jdbcConfig.url().description() + ".");
      step = Step.HOST_NAME;
      check.resolve(jdbcConfig);
      step = Step.NETWORK;
      check.reach(jdbcConfig);
      step = Step.LOGIN;
      check.logIn(jdbcConfig);
    } catch (QueueException e) {
      check.wrong(e.kind() == QueueException.Kind.NOT_SECURE ? Step.ENCRYPTION : step, e);
    }
    return List.copyOf(check.findings);
  }

  private void resolve(JdbcConfig jdbcConfig) throws QueueException {
    for (JdbcUrl.Server server : jdbcConfig.url().servers()) {
      try {
        InetAddress[] found = InetAddress.getAllByName(server.host());
        good(Step.HOST_NAME, server.host() + " is " + found[0].getHostAddress() + ".");
      } catch (UnknownHostException e) {
        throw new QueueException(
            QueueException.Kind.UNAVAILABLE,
            "The host "
                + PlainText.escaped(server.host())
                + " cannot be resolved. Check the"
                + " database's URL and DNS.",
            e);
      }
    }
  }

  /** One reachable server is enough: the others may be stand-bys. */
  private void reach(JdbcConfig jdbcConfig) throws QueueException {
    List<IOException> refusals = new ArrayList<>();
    for (JdbcUrl.Server server : jdbcConfig.url().servers()) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(server.host(), server.port()), (int) CONNECT_TIMEOUT.toMillis());
        good(Step.NETWORK, "Port " + server.port() + " of " + server.host() + " answers.");
        return;
      } catch (IOException e) {
        refusals.add(e);
      }
    }
    throw new QueueException(
        QueueException.Kind.UNAVAILABLE,
        "No server answers at "
            + jdbcConfig.url().servers().stream().map(one -> one.host() + ":" + one.port()).toList()
            + ". Check that the server is running, its port, and the firewalls in between.",
        refusals.getFirst());
  }

  private void logIn(JdbcConfig jdbcConfig) throws QueueException {
    try (Connection connection = jdbcConfig.connect(JdbcConfig.READ_TIMEOUT)) {
      good(Step.LOGIN, PlainText.escaped(jdbcConfig.address().user()) + " can log in.");
      new DatabaseProbe(jdbcConfig, connection, findings).run();
    } catch (SQLException e) {
      throw ConnectionErrors.of(e, jdbcConfig);
    }
  }

  private void good(Step step, String sentence) {
    findings.add(new Finding(step, Outcome.GOOD, sentence));
  }

  private void wrong(Step step, QueueException failure) {
    findings.add(new Finding(step, Outcome.WRONG, String.valueOf(failure.getMessage())));
  }

  /**
   * Product and version of a database server.
   *
   * @param mariaDb true for MariaDB, whose versions differ from MySQL's
   */
  public record ServerVersion(boolean mariaDb, int major, int minor) {

    /** MariaDB before 11 prepends it to its version, for old MySQL replicas. */
    private static final String REPLICATION_PREFIX = "5.5.5-";

    private static final Pattern NUMBERS =
        Pattern.compile("(\\d+)(?:\\.(\\d+))?.*", Pattern.DOTALL);

    /**
     * Parses a version.
     *
     * @param stated version as reported by the driver, such as {@code 5.5.5-10.11.19-MariaDB}; 0.0
     *     if it has no number
     */
    public static ServerVersion of(String stated) {
      boolean mariaDb = stated.toLowerCase(Locale.ROOT).contains("mariadb");
      Matcher numbers =
          NUMBERS.matcher(
              stated.startsWith(REPLICATION_PREFIX)
                  ? stated.substring(REPLICATION_PREFIX.length())
                  : stated);
      return numbers.matches()
          ? new ServerVersion(mariaDb, number(numbers.group(1)), number(numbers.group(2)))
          : new ServerVersion(mariaDb, 0, 0);
    }

    private static int number(@Nullable String digits) {
      return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Returns true if the server supports SKIP LOCKED: PostgreSQL 12, MySQL 8.0, MariaDB 10.6. */
    public boolean isNewEnough(Dialect dialect) {
      if (dialect == Dialect.POSTGRESQL) {
        return major >= 12;
      }
      return mariaDb ? major > 10 || (major == 10 && minor >= 6) : major >= 8;
    }
  }
}
