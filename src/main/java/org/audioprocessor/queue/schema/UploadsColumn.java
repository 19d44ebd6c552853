package org.audioprocessor.queue.schema;

import java.util.Set;
import java.util.regex.Pattern;
import org.audioprocessor.queue.jdbc.Dialect;

/**
 * A column of the platform's table.
 *
 * @param typeName as the server names it, for sentences
 * @param hasDefault a new row gets a value without being given one
 * @param characters the longest text; 0 for no limit
 */
public record UploadsColumn(
    String name, Type type, String typeName, boolean nullable, boolean hasDefault, int characters) {
  static final UploadsColumn TEXT = new UploadsColumn("", Type.TEXT, "text", true, true, 0);

  /** Those that the program reads. */
  static final Set<String> OURS =
      Set.of(
          "upload_id",
          "file_name",
          "upload_type",
          "processing_status",
          "uploaded_at",
          "error_message");

  private static final String TIME = "uploaded_at";

  /** What the statements have to know of a column's type. */
  public enum Type {
    TEXT,
    /** Compared without regard to case, or filled up with spaces. */
    LOOSE_TEXT,
    /** One of a list of words. */
    WORDS,
    NUMBER,
    UUID,
    TIME,
    /** MySQL's, which may hold days and months of zero. */
    DATETIME,
    /** With a zone, or without an hour. */
    OTHER_TIME,
    UNSUPPORTED;

    private static final Pattern A_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern A_UUID =
        Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** The expression for the value as text, or for the time in UTC. */
    String text(String column, Dialect dialect) {
      boolean mySql = dialect == Dialect.MYSQL;
      return switch (this) {
        case TEXT, TIME, UNSUPPORTED -> column;
        case LOOSE_TEXT -> mySql ? column : "CAST(" + column + " AS TEXT)";
        case WORDS, NUMBER, UUID -> "CAST(" + column + (mySql ? " AS CHAR)" : " AS TEXT)");
        case DATETIME ->
            "CASE WHEN MONTH(%1$s) = 0 OR DAYOFMONTH(%1$s) = 0 THEN NULL ELSE %1$s END"
                .formatted(column);
        case OTHER_TIME -> "CAST(" + column + (mySql ? " AS DATETIME)" : " AS TIMESTAMP)");
      };
    }

    /** For comparisons character by character: MySQL's collations know fewer differences. */
    String exact(String column, Dialect dialect) {
      String text = text(column, dialect);
      if (dialect == Dialect.MYSQL) {
        return "CAST(" + text + " AS BINARY)";
      }
      return this == LOOSE_TEXT ? text + " COLLATE \"C\"" : text;
    }

    boolean mayBe(String value) {
      return switch (this) {
        case NUMBER -> A_NUMBER.matcher(value).matches();
        case UUID -> A_UUID.matcher(value).matches();
        default -> true;
      };
    }
  }

  boolean isId() {
    return name.equals("upload_id");
  }

  boolean isOurs() {
    return OURS.contains(name);
  }

  /** A new row must be given a value. */
  boolean isRequired() {
    return !nullable && !hasDefault;
  }

  /** The program can work with it. */
  boolean isUsable() {
    return switch (type) {
      case TEXT, LOOSE_TEXT -> !name.equals(TIME);
      case WORDS -> !name.equals(TIME) && !isId();
      case NUMBER, UUID -> isId();
      case TIME, DATETIME, OTHER_TIME -> name.equals(TIME);
      case UNSUPPORTED -> false;
    };
  }

  /** The types that the program can work with, for sentences. */
  String usableTypes() {
    return switch (name) {
      case "upload_id" -> "text, varchar, char, integer, bigint or uuid";
      case TIME -> "timestamp, timestamp with time zone or datetime";
      case "file_name", "error_message" -> "text, varchar or char";
      default -> "text, varchar, char or an enumeration";
    };
  }
}
