package org.audioprocessor.queue.schema;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.JdbcConfig;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Finds the platform's table: the configured one, otherwise Uploads. The search ignores case,
 * because servers differ in folding names.
 */
record TableSearch(JdbcConfig jdbcConfig, Session session) {
  private static final String DOCUMENTED = "Uploads";

  private static final String ON_POSTGRESQL =
      """
      SELECT n.nspname AS place, c.relname AS name, 1 AS is_lasting,
        (SELECT COUNT(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN
          ('upload_id', 'file_name', 'upload_type', 'processing_status', 'uploaded_at',
           'error_message')) AS fitting
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE lower(c.relname) = lower(?) AND c.relkind IN ('r', 'p', 'v', 'f')
        AND CASE WHEN ? = '' THEN pg_table_is_visible(c.oid) ELSE n.nspname = ? END\
      """;

  private static final String ON_MYSQL =
      """
      SELECT t.table_schema AS place, t.table_name AS name,
        CASE WHEN t.engine IS NULL OR t.engine = 'InnoDB' THEN 1 ELSE 0 END AS is_lasting,
        (SELECT COUNT(*) FROM information_schema.columns c WHERE c.table_schema = t.table_schema
          AND c.table_name = t.table_name AND c.column_name IN
          ('upload_id', 'file_name', 'upload_type', 'processing_status', 'uploaded_at',
           'error_message')) AS fitting
      FROM information_schema.tables t
      WHERE LOWER(t.table_name) = LOWER(?)
        AND t.table_schema = CASE WHEN ? = '' THEN DATABASE() ELSE ? END\
      """;

  /**
   * A table with a matching name.
   *
   * @param isLasting its engine supports transactions
   * @param fitting number of its columns that the program reads
   */
  private record Candidate(TableName name, boolean isLasting, int fitting) {
    boolean isComplete() {
      return fitting == UploadsColumn.REQUIRED.size();
    }
  }

  /**
   * The selected table.
   *
   * @param others message about tables that are not used; empty if there are none
   */
  record Found(TableName name, boolean isThere, String others) {}

  /** Finds the table. If the catalogue shows none, returns the name for the server to resolve. */
  Found find() throws QueueException, SQLException {
    String set = jdbcConfig.address().table();
    TableName wanted = set == null ? new TableName(null, DOCUMENTED) : TableName.of(set);
    List<Candidate> candidates =
        candidates(wanted).stream().sorted(bestFirst(wanted.table())).toList();
    if (candidates.isEmpty()) {
      return new Found(wanted, false, "");
    }
    TableName best = candidates.getFirst().name();
    return new Found(best, true, others(best, candidates.subList(1, candidates.size())));
  }

  private List<Candidate> candidates(TableName wanted) throws SQLException {
    String schema = wanted.schema() == null ? "" : wanted.schema();
    boolean mySql = jdbcConfig.dialect() == Dialect.MYSQL;
    return session.list(
        mySql ? ON_MYSQL : ON_POSTGRESQL,
        row ->
            new Candidate(
                new TableName(row.getString("place"), row.getString("name")),
                row.getInt("is_lasting") == 1,
                row.getInt("fitting")),
        wanted.table(),
        schema,
        schema);
  }

  /** Prefers a usable table to one that matches only by name. */
  private Comparator<Candidate> bestFirst(String wanted) {
    Set<String> exact = new HashSet<>(Set.of(wanted));
    if (jdbcConfig.address().table() == null && jdbcConfig.dialect() == Dialect.POSTGRESQL) {
      // the name that CREATE TABLE Uploads creates
      exact = Set.of(wanted.toLowerCase(Locale.ROOT));
    }
    Set<String> preferred = Set.copyOf(exact);
    return Comparator.comparing((Candidate one) -> !one.isComplete())
        .thenComparing(one -> !one.isLasting())
        .thenComparing(one -> !preferred.contains(one.name().table()))
        .thenComparing(one -> one.name().table());
  }

  private static String others(TableName used, List<Candidate> rest) {
    return rest.isEmpty()
        ? ""
        : "The table "
            + used.table()
            + " is used; "
            + rest.stream().map(one -> one.name().table()).collect(Collectors.joining(", "))
            + " also exists and is not used. Set AUDIO_PROCESSOR_DB_TABLE to choose another table.";
  }

  /** Returns the name for messages: PostgreSQL folds the documented name to lower case. */
  static String shown(TableName name, Dialect dialect) {
    boolean documented =
        dialect == Dialect.POSTGRESQL && name.table().equals(DOCUMENTED.toLowerCase(Locale.ROOT));
    return documented ? DOCUMENTED : name.table();
  }

  /**
   * The name of a table as configured or as in the server's catalogue, without quotes.
   *
   * @param schema schema, or database on MySQL; null if not given
   */
  record TableName(@Nullable String schema, String table) {
    private static final String PART = "[\\p{L}\\p{N}_$][\\p{L}\\p{N}\\p{M}_$ -]{0,62}";
    private static final Pattern FORM = Pattern.compile("(?:(" + PART + ")\\.)?(" + PART + ")");

    /**
     * Parses {@code table} or {@code schema.table}.
     *
     * @throws QueueException ADDRESS_UNUSABLE if it is neither
     */
    static TableName of(String text) throws QueueException {
      Matcher form = FORM.matcher(text.strip());
      if (!form.matches()) {
        throw new QueueException(
            QueueException.Kind.ADDRESS_UNUSABLE,
            "The table's name must be table or schema.table, each of up to 63 letters, digits,"
                + " spaces, hyphens, _ and $, without quotes: "
                + PlainText.escaped(text),
            null);
      }
      return new TableName(form.group(1), form.group(2));
    }

    /** Returns the quoted name for statements, so that the server does not fold its case. */
    String quoted(Dialect dialect) {
      char quote = dialect == Dialect.MYSQL ? '`' : '"';
      String name = quote + table + quote;
      return schema == null ? name : quote + schema + quote + "." + name;
    }

    @Override
    public String toString() {
      return schema == null ? table : schema + "." + table;
    }
  }
}
