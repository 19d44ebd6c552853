package org.audioprocessor.queue.schema;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits.StorableCharacters;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.queue.schema.TableSearch.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Adapts SQL texts to the name and columns of the platform's table. The SQL texts say {@code
 * Uploads} and use markers where a column's type or the database's collation matters:
 *
 * <ul>
 *   <li><code>{u.upload_id}</code>: the value as text, or the time without a zone in UTC
 *   <li><code>{=u.upload_type}</code>: the value for comparison character by character, so that
 *       {@code Track} and {@code "track "} differ from {@code track}
 *   <li><code>{~u.processing_status}</code>: the value for comparison by collation on MySQL, and
 *       character by character elsewhere
 *   <li><code>{u.processing_status is '0'}</code>: equal character by character, and able to use an
 *       index; with {@code merges} instead, on MySQL by its collation alone
 *   <li><code>{folded u.file_name}</code>: the text in lower case, independent of the locale
 *   <li><code>{timed}</code>, <code>{untimed}</code>: {@code u} has a time, or none that can be
 *       shown
 *   <li><code>{mysql: …}</code>, <code>{others: …}</code>: for these databases only
 * </ul>
 *
 * A column without a marker keeps its type, so that the database can use its indexes.
 *
 * @param table null for the embedded database, which keeps the name as written
 * @param columns by name; a missing one is text
 * @param foldingCollation PostgreSQL collation for LOWER; null if the database's default is usable
 */
public record UploadsTable(
    @Nullable TableName table,
    Dialect dialect,
    Map<String, UploadsColumn> columns,
    @Nullable String foldingCollation) {
  private static final Pattern TABLE = Pattern.compile("\\bUploads\\b");
  private static final Pattern ONLY_FOR = Pattern.compile("\\{(mysql|others): ([^}]*)}");
  private static final Pattern TIMES = Pattern.compile("\\{(timed|untimed)}");
  private static final Pattern EQUAL =
      Pattern.compile("\\{((?:\\w+\\.)?(\\w+_\\w+)) (is|merges) ('\\w+')}");
  private static final Pattern COLUMN =
      Pattern.compile("\\{(=|~|folded )?((?:\\w+\\.)?(\\w+_\\w+))}");

  public UploadsTable {
    columns = Map.copyOf(columns);
  }

  /** Returns the table as documented by the platform. */
  public static UploadsTable asDocumented(Dialect dialect) {
    return new UploadsTable(null, dialect, Map.of(), null);
  }

  /** Returns the name in statements: quoted, with its schema if known. */
  String name() {
    return table == null ? "Uploads" : table.quoted(dialect);
  }

  /** Returns the name in the server's catalogue. */
  TableName inCatalogue(DatabaseMetaData database) throws SQLException {
    if (table != null) {
      return table;
    }
    boolean lower = dialect == Dialect.POSTGRESQL || database.storesLowerCaseIdentifiers();
    boolean upper = database.storesUpperCaseIdentifiers();
    return new TableName(null, lower ? "uploads" : upper ? "UPLOADS" : "Uploads");
  }

  /** Returns the statement for this table. */
  public String adapted(String sql) {
    String marked = sql;
    if (sql.indexOf('{') >= 0) {
      marked = replaced(ONLY_FOR, marked, this::onlyFor);
      marked = replaced(TIMES, marked, mark -> mark.group(1).equals("timed") ? timed() : untimed());
      marked = replaced(EQUAL, marked, this::equal);
      marked = replaced(COLUMN, marked, this::expression);
    }
    return replaced(TABLE, marked, any -> name());
  }

  private interface Replacement {
    String of(MatchResult mark);
  }

  private static String replaced(Pattern pattern, String sql, Replacement replacement) {
    return pattern.matcher(sql).replaceAll(mark -> Matcher.quoteReplacement(replacement.of(mark)));
  }

  private String onlyFor(MatchResult mark) {
    boolean meant = mark.group(1).equals("mysql") == (dialect == Dialect.MYSQL);
    // markers do not nest: columns inside are written <u.column>
    return meant ? mark.group(2).replace('<', '{').replace('>', '}') : "";
  }

  private String equal(MatchResult mark) {
    UploadsColumn.Type type = column(mark.group(2)).type();
    String equal = mark.group(1) + " = " + mark.group(4);
    boolean more =
        dialect == Dialect.MYSQL
            ? mark.group(3).equals("is")
            : type == UploadsColumn.Type.LOOSE_TEXT;
    return more
        ? equal + " AND " + type.exact(mark.group(1), dialect) + " = " + mark.group(4)
        : equal;
  }

  private String expression(MatchResult mark) {
    UploadsColumn.Type type = column(mark.group(3)).type();
    String text = type.text(mark.group(2), dialect);
    return switch (mark.group(1) == null ? "" : mark.group(1).strip()) {
      case "=" -> type.exact(mark.group(2), dialect);
      case "~" -> dialect == Dialect.MYSQL ? text : type.exact(mark.group(2), dialect);
      case "folded" -> folded(text);
      default -> text;
    };
  }

  private String folded(String text) {
    return switch (dialect) {
      // H2's LOWER uses the locale of the process that serves the file
      case H2 -> "CAST(" + text + " AS VARCHAR_IGNORECASE)";
      case MYSQL -> "LOWER(CONVERT(" + text + " USING utf8mb4) COLLATE utf8mb4_bin)";
      case POSTGRESQL ->
          foldingCollation == null
              ? "LOWER(" + text + ")"
              : "LOWER(" + text + " COLLATE \"" + foldingCollation + "\")";
    };
  }

  private String timed() {
    return dialect == Dialect.MYSQL
        ? "u.uploaded_at >= '" + earliest() + "'" + (isDatetime() ? " AND NOT " + HALF_ZERO : "")
        : "u.uploaded_at IS NOT NULL";
  }

  private String untimed() {
    return dialect == Dialect.MYSQL
        ? "(u.uploaded_at IS NULL OR u.uploaded_at < '"
            + earliest()
            + "'"
            + (isDatetime() ? " OR " + HALF_ZERO : "")
            + ")"
        : "u.uploaded_at IS NULL";
  }

  private static final String HALF_ZERO =
      "(MONTH(u.uploaded_at) = 0 OR DAYOFMONTH(u.uploaded_at) = 0)";

  /** The earliest valid time; only MySQL's zero dates are earlier. */
  private String earliest() {
    return isDatetime() ? "1000-01-01 00:00:00" : "1970-01-01 00:00:01";
  }

  private boolean isDatetime() {
    return column("uploaded_at").type() == UploadsColumn.Type.DATETIME;
  }

  public UploadsColumn column(String column) {
    return columns.getOrDefault(column, UploadsColumn.TEXT);
  }

  /**
   * Returns true if the id's type can hold the value; PostgreSQL reports an error for other values.
   */
  public boolean canHold(String uploadId) {
    return column("upload_id").type().canHold(uploadId);
  }

  /** Returns true if the database generates the ids of new rows. */
  public boolean generatesIds() {
    return column("upload_id").type() == UploadsColumn.Type.NUMBER;
  }

  /** Returns required columns that the program cannot fill. */
  String unfilled() {
    return columns.values().stream()
        .filter(UploadsColumn::isRequired)
        .filter(column -> !column.isProgramColumn() || (column.isId() && generatesIds()))
        .map(column -> column.name() + " (" + column.typeName() + ")")
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /**
   * Returns the INSERT of a waiting upload with the parameters id (unless generated), file name and
   * type.
   */
  public String insertion() {
    Stream<String> id = generatesIds() ? Stream.of() : Stream.of("upload_id");
    String names =
        Stream.concat(id, Stream.of("file_name", "upload_type", "processing_status"))
            .collect(Collectors.joining(", "));
    boolean needsTime = column("uploaded_at").isRequired();
    return "INSERT INTO Uploads ("
        + names
        + (needsTime ? ", uploaded_at" : "")
        + ") VALUES ("
        + (generatesIds() ? "" : "?, ")
        + "?, ?, '0'"
        + (needsTime ? ", CURRENT_TIMESTAMP" : "")
        + ")";
  }

  /** Converts a message to a text that {@code error_message} can hold. */
  @Nullable
  public String errorMessage(StorableCharacters characters, @Nullable String sentence) {
    UploadsColumn column = column("error_message");
    String text = characters.replaceUnstorable(sentence);
    if (text == null) {
      return column.nullable() ? null : "";
    }
    int longest = column.characters();
    return longest > 0 && text.codePointCount(0, text.length()) > longest
        ? text.substring(0, text.offsetByCodePoints(0, longest - 1))
            + (characters == StorableCharacters.ASCII ? "~" : "…")
        : text;
  }

  /** Inserts uploads into the platform's table. */
  public static final class UploadInserts {
    private final Transactions transactions;

    public UploadInserts(Transactions transactions) {
      this.transactions = transactions;
    }

    /** Returns true if the database generates the ids of uploads. */
    public boolean generatesIds() {
      return transactions.traits().uploads().generatesIds();
    }

    public Upload add(Upload upload) throws QueueException {
      return transactions.inTransaction(session -> insert(session, upload));
    }

    /** Inserts the row and rolls back, because only the table knows all of its constraints. */
    public void requireAddable(Upload upload) throws QueueException {
      transactions.runAndRollBack(session -> insert(session, upload));
    }

    private static Upload insert(Session session, Upload upload) throws SQLException {
      UploadsTable table = session.traits().uploads();
      if (!table.generatesIds()) {
        session.update(
            table.insertion(), upload.uploadId(), upload.fileName(), upload.uploadType());
        return upload;
      }
      @Nullable Object[] values = {upload.fileName(), upload.uploadType()};
      String uploadId = session.inserted(table.insertion(), "upload_id", values);
      return new Upload(uploadId, upload.fileName(), upload.uploadType());
    }
  }
}
