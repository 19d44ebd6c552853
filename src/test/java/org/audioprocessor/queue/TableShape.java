package org.audioprocessor.queue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.queue.connect.DatabaseAddress;

/** What a server says about tables. */
public final class TableShape {
  private TableShape() {}

  /** Columns, types, defaults and indexes, as text. */
  public static String of(DatabaseAddress address, String table) throws SQLException {
    try (Connection connection = connect(address)) {
      String name = realName(connection, table);
      List<String> lines = new ArrayList<>();
      try (ResultSet columns =
          connection
              .getMetaData()
              .getColumns(connection.getCatalog(), connection.getSchema(), name, null)) {
        while (columns.next()) {
          lines.add(
              columns.getString("COLUMN_NAME")
                  + " "
                  + columns.getString("TYPE_NAME")
                  + columns.getString("COLUMN_SIZE")
                  + " "
                  + columns.getString("COLUMN_DEF")
                  + " "
                  + columns.getString("IS_NULLABLE"));
        }
      }
      try (ResultSet indexes =
          connection
              .getMetaData()
              .getIndexInfo(connection.getCatalog(), connection.getSchema(), name, false, true)) {
        while (indexes.next()) {
          lines.add("index on " + indexes.getString("COLUMN_NAME"));
        }
      }
      return String.join("\n", lines);
    }
  }

  public static List<String> names(DatabaseAddress address) throws SQLException {
    try (Connection connection = connect(address);
        ResultSet tables =
            connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
      List<String> names = new ArrayList<>();
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
      return names;
    }
  }

  private static String realName(Connection connection, String table) throws SQLException {
    return connection.getMetaData().storesLowerCaseIdentifiers()
            && connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
        ? table.toLowerCase(Locale.ROOT)
        : table;
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }
}
