package org.audioprocessor.queue.schema;

import java.util.Set;
import java.util.regex.Pattern;
import org.audioprocessor.queue.jdbc.Dialect;

/**
 * A column of the platform's table.
 *
 * @param typeName the server's name of the type, for messages
 * @param hasDefault new rows get a default value
 * @param characters the longest text; 0 for no limit
 */
public record UploadsColumn(
    String name, Type type, String typeName, boolean nullable, boolean hasDefault, int characters) {
  static final UploadsColumn TEXT = new UploadsColumn("", Type.TEXT, "text", true, true, 0);

  /** The columns that the program reads. */
  static final Set<String> REQUIRED =
      Set.of(
          "upload_id",
          "file_name",
          "upload_type",
          "processing_status",
          "uploaded_at",
          "error_message");

  private static final String TIME = "uploaded_at";

  /** Types of columns that statements distinguish. */
  public enum Type {
    TEXT,
    /** Compared case-insensitively, or padded with spaces. */
    LOOSE_TEXT,
    /** An enumeration. */
    WORDS,
    NUMBER,
    UUID,
    TIME,
    /** MySQL's DATETIME, which may hold days and months of zero. */
    DATETIME,
    /** A time with a zone, or a date. */
    OTHER_TIME,
    UNSUPPORTED;

    private static final Pattern A_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern A_UUID =
        Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Returns the expression for the value as text, or for the time in UTC. */
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

    /**
     * Returns the expression for comparisons character by character; MySQL's collations distinguish
     * fewer characters.
     */
    String exact(String column, Dialect dialect) {
      String text = text(column, dialect);
      if (dialect == Dialect.MYSQL) {
        return "CAST(" + text + " AS BINARY)";
      }
      return this == LOOSE_TEXT ? text + " COLLATE \"C\"" : text;
    }

    boolean canHold(String value) {
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

  boolean isProgramColumn() {
    return REQUIRED.contains(name);
  }

  /** Returns true if a new row needs an explicit value. */
  boolean isRequired() {
    return !nullable && !hasDefault;
  }

  /** Returns true if the program supports the column's type. */
  boolean isUsable() {
    return switch (type) {
      case TEXT, LOOSE_TEXT -> !name.equals(TIME);
      case WORDS -> !name.equals(TIME) && !isId();
      case NUMBER, UUID -> isId();
      case TIME, DATETIME, OTHER_TIME -> name.equals(TIME);
      case UNSUPPORTED -> false;
    };
  }

  /** Returns the supported types, for messages. */
  String usableTypes() {
    return switch (name) {
      case "upload_id" -> "text, varchar, char, integer, bigint or uuid";
      case TIME -> "timestamp, timestamp with time zone or datetime";
      case "file_name", "error_message" -> "text, varchar or char";
      default -> "text, varchar, char or an enumeration";
    };
  }
}
