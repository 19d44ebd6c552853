package org.audioprocessor.queue.schema;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.schema.TableSearch.TableName;

/**
 * Indexes of the platform's table that provide an order. Without the right index, a query that
 * merges one scan per status reads the whole table once per status.
 *
 * @param byStatusAndTime an index starts with processing_status, uploaded_at
 * @param byTime an index starts with uploaded_at
 */
public record TableIndexes(boolean byStatusAndTime, boolean byTime) {
  private static final String STATUS = "processing_status";
  private static final String TIME = "uploaded_at";

  public static TableIndexes read(Session session) throws SQLException {
    DatabaseMetaData database = session.connection().getMetaData();
    TableName table = session.traits().uploads().inCatalogue(database);
    String catalog =
        table.schema() != null && session.traits().uploads().dialect() == Dialect.MYSQL
            ? table.schema()
            : session.connection().getCatalog();
    String schema =
        session.traits().uploads().dialect() == Dialect.POSTGRESQL ? table.schema() : null;
    Map<String, List<String>> columnsByIndex = new TreeMap<>();
    try (ResultSet columns = database.getIndexInfo(catalog, schema, table.table(), false, true)) {
      while (columns.next()) {
        String index = columns.getString("INDEX_NAME");
        String column = columns.getString("COLUMN_NAME");
        boolean partial = columns.getString("FILTER_CONDITION") != null;
        if (index != null && column != null && !partial) {
          // columns are returned in the order of the index
          columnsByIndex
              .computeIfAbsent(index, any -> new ArrayList<>())
              .add(column.toLowerCase(Locale.ROOT));
        }
      }
    }
    return of(columnsByIndex.values());
  }

  /** Derives the result from the columns of each index. */
  static TableIndexes of(Collection<List<String>> indexes) {
    return new TableIndexes(
        indexes.stream()
            .anyMatch(columns ->
                columns.size() > 1 && columns.subList(0, 2).equals(List.of(STATUS, TIME))),
        indexes.stream().anyMatch(columns -> columns.getFirst().equals(TIME)));
  }
}
