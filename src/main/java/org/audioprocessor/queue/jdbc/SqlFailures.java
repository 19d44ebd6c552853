package org.audioprocessor.queue.jdbc;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.connect.DatabasePool;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the databases' failures. Sources: PostgreSQL's appendix "Error Codes", MySQL's "Server
 * Error Message Reference", H2's {@code ErrorCode}.
 */
public final class SqlFailures {
  /** H2: connection broken, closed, in use, shut down, or its file unreadable. */
  private static final Set<Integer> H2_AWAY =
      Set.of(90020, 90028, 90031, 90067, 90098, 90121, 90135, 90108);

  /** Lock wait time-out, deadlock; MariaDB: the row changed since it was read. */
  private static final Set<Integer> MYSQL_LOCKS = Set.of(1205, 1213, 1020);

  /** Too many connections in total or of this user; shutting down; query killed or timed out. */
  private static final Set<Integer> MYSQL_AWAY =
      Set.of(1040, 1203, 1226, 1053, 1077, 1317, 1969, 3024, 1927);

  /** Read-only by option, by transaction, by fail-over. */
  private static final Set<Integer> MYSQL_READ_ONLY = Set.of(1290, 1792, 1836, 1874);

  /** Incorrect string value, illegal mix of collations, impossible conversion. */
  private static final Set<Integer> MYSQL_ENCODING = Set.of(1366, 1267, 3854, 3988);

  /** Duplicate keys. */
  private static final Set<Integer> MYSQL_DUPLICATE = Set.of(1062, 1169, 1586);

  /**
   * Out of range, not in the enumeration, invalid value, missing value, foreign key, check
   * (MySQL's, MariaDB's), SIGNAL of a trigger.
   */
  private static final Set<Integer> MYSQL_REFUSALS =
      Set.of(1264, 1265, 1292, 1364, 1048, 1452, 3819, 4025, 1644);

  /** A trigger's RAISE, a view's check option, SIGNAL. */
  private static final Set<String> REFUSALS = Set.of("P0001", "44000", "45000");

  /** Prepared statement missing, or existing already. */
  private static final Set<String> LOST_STATEMENTS = Set.of("26000", "42P05");

  /** Undefined function or operator, type mismatch. */
  private static final Set<String> WRONG_TYPES = Set.of("42883", "42804");

  private static final Set<Integer> MYSQL_LOGIN = Set.of(1045, 1130, 1251, 1698, 1862, 3118, 4151);
  private static final Set<Integer> MYSQL_GRANT =
      Set.of(1044, 1142, 1143, 1227, 1370, 1410, 3669, 4099);

  private SqlFailures() {}

  public static Kind kindOf(SQLException reported) {
    SQLException failure = unwrapped(reported);
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    int code = failure.getErrorCode();
    if (isConflict(state, code)) {
      return Kind.CONFLICT;
    }
    if (isNotSecure(failure)) {
      return Kind.NOT_SECURE;
    }
    if (isLoginRefused(failure, state, code)) {
      return Kind.LOGIN_REFUSED;
    }
    if (state.equals("42501") || MYSQL_GRANT.contains(code)) {
      return Kind.DENIED;
    }
    if (state.equals("3D000") || state.equals("3F000") || code == 1049) {
      return Kind.ADDRESS_UNUSABLE;
    }
    if (isLostStatement(failure)) {
      return Kind.ADDRESS_UNUSABLE;
    }
    if (isRefusal(state, code)) {
      return Kind.NOT_STORABLE;
    }
    if (isUnavailable(failure, state, code) || isReadOnly(failure)) {
      return Kind.UNAVAILABLE;
    }
    // a missing table or column; H2's codes begin with 421
    return state.equals("42P01")
            || state.equals("42703")
            || WRONG_TYPES.contains(state)
            || code == 1146
            || code == 1054
        ? Kind.TABLE_UNUSABLE
        : Kind.INTERNAL;
  }

  /**
   * Returns true if the statement was prepared in another server session: a pooler is in between.
   */
  public static boolean isLostStatement(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && LOST_STATEMENTS.contains(state);
  }

  /** Returns true if the column's encoding cannot represent some characters. */
  public static boolean isEncodingFailure(SQLException failure) {
    String state = failure.getSQLState();
    return "22P05".equals(state)
        || "22021".equals(state)
        || MYSQL_ENCODING.contains(failure.getErrorCode());
  }

  public static boolean isTooLong(SQLException failure) {
    return "22001".equals(failure.getSQLState());
  }

  /** SQLSTATE class 22 concerns values, 23 constraints. */
  private static boolean isRefusal(String state, int code) {
    return state.startsWith("22")
        || state.startsWith("23")
        || REFUSALS.contains(state)
        || MYSQL_REFUSALS.contains(code)
        || MYSQL_ENCODING.contains(code);
  }

  /** Returns true if the server became a replica, or was set to read-only. */
  public static boolean isReadOnly(SQLException failure) {
    return "25006".equals(failure.getSQLState())
        || MYSQL_READ_ONLY.contains(failure.getErrorCode());
  }

  /** Returns true for failures of the workspace's own database. */
  public static boolean isEmbedded(SQLException failure) {
    return chain(failure)
        .anyMatch(cause ->
            cause.getClass().getName().startsWith("org.h2.")
                || detailOf(cause).startsWith(DatabasePool.EMBEDDED + " - "));
  }

  /** Returns the failure and its causes, at most 20. */
  public static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause).limit(20);
  }

  public static String detailOf(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "no reason given" : message;
  }

  /** The pool wraps the failure of a connection in its own. */
  private static SQLException unwrapped(SQLException reported) {
    return reported instanceof SQLTransientConnectionException
            && reported.getCause() instanceof SQLException cause
        ? cause
        : reported;
  }

  /** PostgreSQL 55P03 and 40xxx; duplicates; H2 50200 and 90131. */
  private static boolean isConflict(String state, int code) {
    return state.startsWith("40")
        || state.equals("23505")
        || MYSQL_DUPLICATE.contains(code)
        || state.equals("55P03")
        || code == 50200
        || code == 90131
        || MYSQL_LOCKS.contains(code);
  }

  private static boolean isNotSecure(SQLException failure) {
    boolean certificate = chain(failure).anyMatch(CertificateException.class::isInstance);
    boolean tls = chain(failure).anyMatch(SSLException.class::isInstance);
    boolean cut =
        chain(failure)
            .anyMatch(cause ->
                cause instanceof EOFException
                    || cause instanceof SocketException
                    || cause instanceof SocketTimeoutException);
    return certificate || (tls && !cut) || statesInsecure(detailOf(failure));
  }

  /** The drivers report these failures without a code. */
  private static boolean statesInsecure(String message) {
    return message.contains("could not be verified by hostnameverifier")
        || message.contains("server does not support SSL")
        || message.contains("SSL Connection required")
        || message.contains("Public Key Retrieval is not allowed");
  }

  private static boolean isLoginRefused(SQLException failure, String state, int code) {
    boolean noPassword = state.equals("08004") && detailOf(failure).contains("password");
    return (state.startsWith("28") && code != 1044) || noPassword || MYSQL_LOGIN.contains(code);
  }

  private static boolean isUnavailable(SQLException failure, String state, int code) {
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLTimeoutException
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.equals("25P03")
        || H2_AWAY.contains(code)
        || MYSQL_AWAY.contains(code)
        || isH2StoreFailure(failure, code);
  }

  /** H2 reports a closed file or a full disk as a general error. */
  private static boolean isH2StoreFailure(SQLException failure, int code) {
    return code == 50000 && detailOf(failure).contains("MVStoreException");
  }

  /** Returns the first SQL failure among the causes; null if there is none. */
  static @Nullable public SQLException firstSqlException(Throwable failure) {
    return chain(failure)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst()
        .orElse(null);
  }
}
