package org.audioprocessor.queue;

import java.sql.SQLException;
import org.audioprocessor.queue.jdbc.SqlFailures;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * The database could not do what was asked; nothing, or all of it, was done. The message is a
 * sentence for people.
 */
public final class QueueException extends Exception {

  public enum Kind {
    /** The database is away, full or read-only: an environment failure, never a track's. */
    UNAVAILABLE,
    /** User or password are wrong. */
    LOGIN_REFUSED,
    /** The connection cannot be encrypted, or the server cannot prove who it is. */
    NOT_SECURE,
    /** A grant is missing. */
    DENIED,
    /** The platform's table is missing, or is not as the platform documents it. */
    TABLE_UNUSABLE,
    /** The URL or the schema's name is wrong, or there is no such database. */
    ADDRESS_UNUSABLE,
    /** The platform's table refuses this value: its characters, its length, a rule of the table. */
    NOT_STORABLE,
    /** The row exists already, or others kept changing it. */
    CONFLICT,
    /** Ours to mend. */
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
                  ? "The workspace's database on this computer is busy, or another process is just"
                      + " taking it over. Work goes on by itself."
                  : "The database does not answer. Work goes on by itself when it is back.";
          case LOGIN_REFUSED -> "The database refused the user or the password. Check both.";
          case NOT_SECURE ->
              "The connection to the database cannot be secured: " + detail(cause) + ".";
          case DENIED -> "The database's user lacks a grant: " + detail(cause) + ".";
          case TABLE_UNUSABLE ->
              "A table or a column that the program needs is not there: " + detail(cause) + ".";
          case ADDRESS_UNUSABLE ->
              SqlFailures.isLostStatement(cause)
                  ? LOST_STATEMENT
                  : "There is no such database: " + detail(cause) + ".";
          case NOT_STORABLE -> refusal(cause);
          case CONFLICT -> "The row exists already or is being changed by others. Try again.";
          case INTERNAL -> "The database could not run a statement: " + detail(cause);
        };
    return new QueueException(kind, sentence, cause);
  }

  private static final String LOST_STATEMENT =
      "A connection pooler, such as PgBouncer in transaction mode, gives each transaction another"
          + " session of the server. Add prepareThreshold=0 to the database's URL.";

  private static String refusal(SQLException cause) {
    if (SqlFailures.isOfEncoding(cause)) {
      return "The platform's table cannot store some of these characters. Use another name, or ask"
          + " the database's administrator to convert the table to utf8mb4.";
    }
    return SqlFailures.isTooLong(cause)
        ? "A column of the platform's table is too short for this value: " + detail(cause) + "."
        : "The platform's table refuses this row: " + detail(cause) + ".";
  }

  /** Deadlocks, serialisation failures, lock time-outs, and two first inserts of one key. */
  public static boolean isWorthRetrying(SQLException failure) {
    return SqlFailures.kindOf(failure) == Kind.CONFLICT;
  }

  private static String detail(SQLException cause) {
    return PlainText.escaped(SqlFailures.detailOf(cause)).replaceAll("\\.$", "");
  }
}
