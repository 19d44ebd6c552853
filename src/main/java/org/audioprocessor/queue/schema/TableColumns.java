package org.audioprocessor.queue.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.schema.TableSearch.TableName;
import org.jspecify.annotations.Nullable;

/** Reads the columns of the platform's table from the server's catalogue. */
record TableColumns(Dialect dialect, Session session) {
  /** Domains are resolved to their base types, two levels deep. */
  private static final String ON_POSTGRESQL =
      """
      SELECT a.attname AS name, COALESCE(e.typname, d.typname, t.typname) AS base_type,
        COALESCE(e.typtype, d.typtype, t.typtype) AS kind,
        format_type(a.atttypid, a.atttypmod) AS type_name,
        CASE WHEN a.attnotnull OR t.typnotnull THEN 0 ELSE 1 END AS is_nullable,
        CASE WHEN a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL
          THEN 1 ELSE 0 END AS has_default,
        GREATEST(a.atttypmod, t.typtypmod, d.typtypmod, e.typtypmod) - 4 AS characters,
        CASE WHEN k.collname IN ('default', 'C', 'POSIX', 'ucs_basic') THEN 0 ELSE 1
          END AS own_collation,
        CASE WHEN k.collisdeterministic THEN 0 ELSE 1 END AS is_loose,
        (SELECT string_agg(l.enumlabel, ',') FROM pg_enum l
          WHERE l.enumtypid = COALESCE(e.oid, d.oid, t.oid)) AS words
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_type d ON t.typtype = 'd' AND d.oid = t.typbasetype
      LEFT JOIN pg_type e ON d.typtype = 'd' AND e.oid = d.typbasetype
      LEFT JOIN pg_collation k ON k.oid = a.attcollation
      WHERE a.attrelid = CAST(? AS regclass) AND a.attnum > 0 AND NOT a.attisdropped\
      """;

  private static final String ON_MYSQL =
      """
      SELECT column_name AS name, data_type AS base_type, data_type AS kind,
        column_type AS type_name, CASE WHEN is_nullable = 'YES' THEN 1 ELSE 0 END AS is_nullable,
        CASE WHEN column_default IS NOT NULL OR extra LIKE '%auto_increment%'
          OR extra LIKE '%DEFAULT_GENERATED%' THEN 1 ELSE 0 END AS has_default,
        CASE WHEN data_type LIKE '%text' THEN FLOOR(character_maximum_length / 4)
          ELSE character_maximum_length END AS characters,
        0 AS own_collation, 0 AS is_loose, column_type AS words, character_set_name AS encoding
      FROM information_schema.columns
      WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?\
      """;

  private static final String SAMPLE = "I\u00c9\u0416";
  private static final String LOWER = "i\u00e9\u0436";

  /** PostgreSQL's own since 17 and 18, ICU's, and the C library's. */
  private static final String FOLDING_COLLATIONS =
      """
      SELECT collname FROM pg_collation
      WHERE collname IN ('pg_c_utf8', 'und-x-icu', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'en-x-icu')
        AND collencoding IN (-1, pg_char_to_encoding(current_setting('server_encoding')))
        AND pg_collation_is_visible(oid)
      ORDER BY collname DESC\
      """;

  private static final List<String> STATUSES = List.of("0", "processing", "completed", "failed");

  /**
   * The columns of the table.
   *
   * @param errorMessages encoding of {@code error_message}; null for the database's encoding
   * @param foldingCollation PostgreSQL collation for LOWER; null if the default is usable
   */
  record Shape(
      Map<String, UploadsColumn> columns,
      List<String> lackingStatuses,
      @Nullable String errorMessages,
      @Nullable String foldingCollation) {}

  private record Row(
      UploadsColumn column, @Nullable String words, @Nullable String encoding, boolean odd) {}

  Shape read(TableName table) throws SQLException {
    List<Row> rows =
        dialect == Dialect.MYSQL
            ? session.list(ON_MYSQL, this::row, table.schema(), table.table())
            : session.list(ON_POSTGRESQL, this::row, table.quoted(dialect));
    Map<String, UploadsColumn> columns = new LinkedHashMap<>();
    List<String> lacking = new ArrayList<>();
    String encoding = null;
    boolean odd = false;
    for (Row row : rows) {
      String name = row.column().name();
      columns.put(name, row.column());
      if (name.equals("processing_status") && row.column().type() == UploadsColumn.Type.WORDS) {
        lacking.addAll(lackingIn(Objects.requireNonNullElse(row.words(), "")));
      }
      encoding = name.equals("error_message") ? row.encoding() : encoding;
      odd |= row.odd() && (name.equals("file_name") || name.equals("upload_id"));
    }
    return new Shape(columns, lacking, encoding, foldingCollation(odd));
  }

  /** MySQL writes {@code enum('0','processing')}. */
  private static Set<String> lackingIn(String words) {
    Set<String> lacking = new TreeSet<>(STATUSES);
    Arrays.stream(words.replaceFirst("(?i)^enum\\(", "").replaceFirst("\\)$", "").split(",", -1))
        .map(word -> word.replaceAll("^'|'$", ""))
        .forEach(lacking::remove);
    return lacking;
  }

  private Row row(ResultSet row) throws SQLException {
    boolean mySql = dialect == Dialect.MYSQL;
    String base = row.getString("base_type").toLowerCase(Locale.ROOT);
    UploadsColumn.Type type = mySql ? mySqlType(base) : postgreSqlType(base, row.getString("kind"));
    if (type == UploadsColumn.Type.TEXT && row.getInt("is_loose") == 1) {
      type = UploadsColumn.Type.LOOSE_TEXT;
    }
    UploadsColumn column =
        new UploadsColumn(
            row.getString("name").toLowerCase(Locale.ROOT),
            type,
            row.getString("type_name"),
            row.getInt("is_nullable") == 1,
            row.getInt("has_default") == 1,
            type == UploadsColumn.Type.TEXT || type == UploadsColumn.Type.LOOSE_TEXT
                ? characters(row)
                : 0);
    return new Row(
        column,
        row.getString("words"),
        mySql ? row.getString("encoding") : null,
        row.getInt("own_collation") == 1);
  }

  private static int characters(ResultSet row) throws SQLException {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, row.getLong("characters")));
  }

  private static UploadsColumn.Type postgreSqlType(String base, String kind) {
    if (kind.equals("e")) {
      return UploadsColumn.Type.WORDS;
    }
    return switch (base) {
      case "text", "varchar" -> UploadsColumn.Type.TEXT;
      case "bpchar", "citext" -> UploadsColumn.Type.LOOSE_TEXT;
      case "int2", "int4", "int8", "numeric" -> UploadsColumn.Type.NUMBER;
      case "uuid" -> UploadsColumn.Type.UUID;
      case "timestamp" -> UploadsColumn.Type.TIME;
      case "timestamptz", "date" -> UploadsColumn.Type.OTHER_TIME;
      default -> UploadsColumn.Type.UNSUPPORTED;
    };
  }

  private static UploadsColumn.Type mySqlType(String base) {
    return switch (base) {
      case "varchar", "char", "tinytext", "text", "mediumtext", "longtext" ->
          UploadsColumn.Type.TEXT;
      case "enum" -> UploadsColumn.Type.WORDS;
      case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal" ->
          UploadsColumn.Type.NUMBER;
      case "uuid" -> UploadsColumn.Type.UUID;
      case "timestamp" -> UploadsColumn.Type.TIME;
      case "datetime" -> UploadsColumn.Type.DATETIME;
      case "date" -> UploadsColumn.Type.OTHER_TIME;
      default -> UploadsColumn.Type.UNSUPPORTED;
    };
  }

  /**
   * Finds a collation of PostgreSQL in which LOWER equals the program's lower case. In the locale C
   * it leaves É unchanged, and in a Turkish one it maps I to a dotless ı. Returns null if the
   * database's default is usable.
   *
   * @param isOwn the columns have their own collations, which LOWER would use
   */
  private @Nullable String foldingCollation(boolean isOwn) throws SQLException {
    if (dialect != Dialect.POSTGRESQL || (!isOwn && folds(""))) {
      return null;
    }
    for (String collation : session.list(FOLDING_COLLATIONS, row -> row.getString("collname"))) {
      if (folds(" COLLATE \"" + collation + "\"")) {
        return collation;
      }
    }
    return null;
  }

  private boolean folds(String collation) throws SQLException {
    return session
        .first("SELECT LOWER(CAST(? AS TEXT)" + collation + ")", row -> row.getString(1), SAMPLE)
        .filter(LOWER::equals)
        .isPresent();
  }
}
