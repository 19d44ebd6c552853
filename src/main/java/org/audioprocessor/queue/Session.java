package org.audioprocessor.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on one connection; all values are bound, never glued. */
record Session(Connection connection, PlatformFacts platform) {

  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Rows changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement statement = prepared(sql, values);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return rows;
  }

  <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    return list(sql, reader, values).stream().findFirst();
  }

  boolean exists(String sql, @Nullable Object... values) throws SQLException {
    return !list(sql, row -> row.getString(1) != null, values).isEmpty();
  }

  /** Changes the platform's row. */
  void setStatus(String uploadId, UploadStatus status, @Nullable String errorMessage)
      throws SQLException {
    update(
        Sql.SET_STATUS, status.text(), platform.errorMessages().storable(errorMessage), uploadId);
  }

  private PreparedStatement prepared(String sql, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(platform.ownTables().named(sql));
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
