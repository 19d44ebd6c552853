package org.audioprocessor.queue;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database could not do what was asked; nothing, or all of it, was done. The message is a
 * sentence for people.
 */
public final class QueueException extends Exception {

  public enum Kind {
    /** The database is away: an environment failure, never a track's. */
    UNAVAILABLE,
    /** A password or a grant is missing. */
    DENIED,
    /** The row exists already, or others kept changing it. */
    CONFLICT,
    /** Ours to mend. */
    INTERNAL
  }

  /** H2: connection broken, closed, in use, shut down, or its file unreadable. */
  private static final Set<Integer> H2_AWAY =
      Set.of(90020, 90028, 90031, 90067, 90098, 90121, 90135, 90108);

  private final Kind kind;

  public QueueException(Kind kind, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  static QueueException of(SQLException cause) {
    Kind kind = kindOf(cause);
    String sentence =
        switch (kind) {
          case UNAVAILABLE ->
              "The database does not answer. Work goes on by itself when it is back.";
          case DENIED ->
              "The database refused access. Check the user, the password and the grants.";
          case CONFLICT -> "The row exists already or is being changed by others. Try again.";
          case INTERNAL -> "The database could not run a statement: " + OneLine.of(detailOf(cause));
        };
    return new QueueException(kind, sentence, cause);
  }

  /** Deadlocks, serialisation failures, lock time-outs, and two first inserts of one key. */
  static boolean isWorthRetrying(SQLException failure) {
    return kindOf(failure) == Kind.CONFLICT;
  }

  private static Kind kindOf(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    int code = failure.getErrorCode();
    if (state.startsWith("40") || state.startsWith("23") || isLockFailure(state, code)) {
      return Kind.CONFLICT;
    }
    if (state.startsWith("28") || state.equals("42501") || isMySqlDenial(code)) {
      return Kind.DENIED;
    }
    return isAway(failure, state, code) ? Kind.UNAVAILABLE : Kind.INTERNAL;
  }

  /** PostgreSQL 55P03, MySQL 1205 and 1213, H2 50200 and 90131. */
  private static boolean isLockFailure(String state, int code) {
    return state.equals("55P03") || code == 50200 || code == 90131 || code == 1205 || code == 1213;
  }

  private static boolean isMySqlDenial(int code) {
    return code == 1044 || code == 1045 || code == 1142 || code == 1143;
  }

  private static boolean isAway(SQLException failure, String state, int code) {
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLTimeoutException
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || H2_AWAY.contains(code)
        || isH2StoreFailure(failure, code);
  }

  /** H2 reports a file that closed under it, or a full disk, as a general error. */
  private static boolean isH2StoreFailure(SQLException failure, int code) {
    return code == 50000 && detailOf(failure).contains("MVStoreException");
  }

  private static String detailOf(SQLException cause) {
    String message = cause.getMessage();
    return message == null ? "no reason given" : message;
  }
}
