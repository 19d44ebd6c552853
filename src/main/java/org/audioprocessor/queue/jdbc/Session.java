package org.audioprocessor.queue.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;

/** Executes statements on one connection. All values are bound parameters. */
public record Session(Connection connection, ServerTraits traits) {

  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Executes an update and returns the number of rows. */
  public int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** Inserts one row and returns its generated key. */
  public String inserted(String sql, String keyColumn, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(traits.adapted(sql), new String[] {keyColumn})) {
      bind(statement, values);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        if (!keys.next()) {
          throw new SQLException("the database returned no key for the new row");
        }
        return keys.getString(1);
      }
    }
  }

  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values)
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

  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    return list(sql, reader, values).stream().findFirst();
  }

  public boolean exists(String sql, @Nullable Object... values) throws SQLException {
    return !list(sql, row -> row.getString(1) != null, values).isEmpty();
  }

  /** Sets the status and the error message of the platform's row. */
  public void setStatus(String uploadId, UploadStatus status, @Nullable String errorMessage)
      throws SQLException {
    String stored = traits.uploads().errorMessage(traits.errorMessages(), errorMessage);
    update(Sql.SET_STATUS, status.text(), stored, uploadId);
  }

  private PreparedStatement prepared(String sql, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(traits.adapted(sql));
    try {
      bind(statement, values);
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /** A statement, or a part of one, and its bound values. */
  public record Query(String sql, List<Object> values) {
    public static final Query NOTHING = new Query("", List.of());

    public static Query of(String sql, Object... values) {
      return new Query(sql, List.of(values));
    }

    public Query and(String more, Object... moreValues) {
      return and(new Query(more, List.of(moreValues)));
    }

    public Query and(Query more) {
      List<Object> all = new ArrayList<>(values);
      all.addAll(more.values);
      return new Query(sql + more.sql, Collections.unmodifiableList(all));
    }

    public Object[] bound() {
      return values.toArray();
    }
  }
}
