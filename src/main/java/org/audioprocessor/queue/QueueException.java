package org.audioprocessor.queue;

import java.sql.SQLException;
import org.audioprocessor.queue.jdbc.SqlFailures;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A database operation failed. It took effect completely or not at all. The message is a sentence
 * to be shown to users.
 */
public final class QueueException extends Exception {

  public enum Kind {
    /**
     * The database is unreachable, full or read-only: a failure of the environment, not of a track.
     */
    UNAVAILABLE,
    /** The user or the password is wrong. */
    LOGIN_REFUSED,
    /** The connection cannot be encrypted, or the server's certificate cannot be verified. */
    NOT_SECURE,
    /** A grant is missing. */
    DENIED,
    /** The platform's table is missing, or differs from the platform's documentation. */
    TABLE_UNUSABLE,
    /** The URL or the schema's name is invalid, or the database does not exist. */
    ADDRESS_UNUSABLE,
    /**
     * The platform's table rejects this value because of its characters, its length or a
     * constraint.
     */
    NOT_STORABLE,
    /** The row exists already, or concurrent changes prevented this one. */
    CONFLICT,
    /** A fault of the program. */
    INTERNAL
  }

  private final Kind kind;

  public QueueException(Kind kind, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public static QueueException of(SQLException cause) {
    Kind kind = SqlFailures.kindOf(cause);
    String sentence =
        switch (kind) {
          case UNAVAILABLE ->
              SqlFailures.isEmbedded(cause)
                  ? "The workspace's database on this computer is busy, or another process is"
                      + " taking it over. Processing continues automatically."
                  : "The database does not answer. Processing continues automatically when it is"
                      + " available again.";
          case LOGIN_REFUSED -> "The database refused the user or the password. Check both.";
          case NOT_SECURE ->
              "The connection to the database cannot be secured: " + detail(cause) + ".";
          case DENIED -> "The database's user lacks a grant: " + detail(cause) + ".";
          case TABLE_UNUSABLE -> "A required table or column is missing: " + detail(cause) + ".";
          case ADDRESS_UNUSABLE ->
              SqlFailures.isLostStatement(cause)
                  ? LOST_STATEMENT
                  : "The database does not exist: " + detail(cause) + ".";
          case NOT_STORABLE -> refusal(cause);
          case CONFLICT -> "The row exists already or is being changed concurrently. Try again.";
          case INTERNAL -> "The database could not run a statement: " + detail(cause);
        };
    return new QueueException(kind, sentence, cause);
  }

  private static final String LOST_STATEMENT =
      "A connection pooler, such as PgBouncer in transaction mode, gives each transaction another"
          + " session of the server. Add prepareThreshold=0 to the database's URL.";

  private static String refusal(SQLException cause) {
    if (SqlFailures.isEncodingFailure(cause)) {
      return "The platform's table cannot store some of these characters. Use another name, or ask"
          + " the database's administrator to convert the table to utf8mb4.";
    }
    return SqlFailures.isTooLong(cause)
        ? "A column of the platform's table is too short for this value: " + detail(cause) + "."
        : "The platform's table refuses this row: " + detail(cause) + ".";
  }

  /**
   * Returns true for deadlocks, serialisation failures, lock time-outs and duplicate first inserts
   * of a key.
   */
  public static boolean isWorthRetrying(SQLException failure) {
    return SqlFailures.kindOf(failure) == Kind.CONFLICT;
  }

  private static String detail(SQLException cause) {
    return PlainText.escaped(SqlFailures.detailOf(cause)).replaceAll("\\.$", "");
  }
}
