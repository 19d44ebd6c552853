package org.audioprocessor.queue.connect;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.queue.jdbc.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Product and version of a database server.
 *
 * @param mariaDb true for MariaDB, whose versions differ from MySQL's
 */
public record ServerVersion(boolean mariaDb, int major, int minor) {

  /** MariaDB before 11 prepends it to its version, for old MySQL replicas. */
  private static final String REPLICATION_PREFIX = "5.5.5-";

  private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?.*", Pattern.DOTALL);

  /**
   * Parses a version.
   *
   * @param stated version as reported by the driver, such as {@code 5.5.5-10.11.19-MariaDB}; 0.0 if
   *     it has no number
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
