package org.audioprocessor.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.audioprocessor.queue.QueueException.Kind;
import org.jspecify.annotations.Nullable;

/** Looks at the platform's table before it is used. Changes nothing. */
final class PlatformTable {
  private static final Set<String> COLUMNS =
      Set.of(
          "upload_id",
          "file_name",
          "upload_type",
          "processing_status",
          "uploaded_at",
          "error_message");

  private final ConnectionPlan plan;
  private final Connection connection;

  PlatformTable(ConnectionPlan plan, Connection connection) {
    this.plan = plan;
    this.connection = connection;
  }

  /** All that work needs; what statements have to know of it. */
  PlatformFacts check() throws QueueException, SQLException {
    requireVersion();
    requireColumns();
    requireTransactions();
    requireGrant(
        "UPDATE",
        "UPDATE Uploads SET processing_status = NULL WHERE 1 = 0",
        Grants.onUploads("UPDATE", plan));
    requireGrant(
        "the right to lock rows",
        "SELECT upload_id FROM Uploads WHERE 1 = 0 FOR UPDATE SKIP LOCKED",
        Grants.toLock(plan));
    return new PlatformFacts(
        OwnTables.in(plan.address().schema(), plan.dialect()), StoredText.of(encoding()));
  }

  /** For adding uploads; work does without. */
  void requireInsert() throws QueueException, SQLException {
    requireGrant(
        "INSERT",
        "INSERT INTO Uploads (upload_id, file_name)"
            + " SELECT upload_id, file_name FROM Uploads WHERE 1 = 0",
        Grants.onUploads("INSERT", plan));
  }

  /** The first ones with SKIP LOCKED. */
  private void requireVersion() throws QueueException, SQLException {
    String version = connection.getMetaData().getDatabaseProductVersion();
    if (!ServerVersion.of(version).isNewEnough(plan.dialect())) {
      throw new QueueException(
          Kind.TABLE_UNUSABLE,
          "The database server is too old ("
              + OneLine.of(version)
              + "): the program needs PostgreSQL 12, MySQL 8.0 or MariaDB 10.6, or newer.",
          null);
    }
  }

  private void requireColumns() throws QueueException, SQLException {
    Set<String> missing = new TreeSet<>(COLUMNS);
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT * FROM Uploads WHERE 1 = 0");
        ResultSet nothing = statement.executeQuery()) {
      ResultSetMetaData columns = nothing.getMetaData();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        missing.remove(columns.getColumnName(column).toLowerCase(Locale.ROOT));
      }
    } catch (SQLException e) {
      switch (SqlFailures.kindOf(e)) {
        case TABLE_UNUSABLE -> throw noTable(e);
        case DENIED -> throw noGrant("SELECT", Grants.onUploads("SELECT", plan), e);
        default -> throw e;
      }
    }
    if (!missing.isEmpty()) {
      throw new QueueException(
          Kind.TABLE_UNUSABLE,
          "The table Uploads in "
              + plan.url().place()
              + " lacks "
              + String.join(", ", missing)
              + ". It must be the platform's table, as the platform documents it.",
          null);
    }
  }

  /** MySQL's older engines forget what a claim locked. */
  private void requireTransactions() throws QueueException, SQLException {
    String engine =
        plan.dialect() == Dialect.MYSQL
            ? first("SELECT engine FROM information_schema.tables" + OF_UPLOADS)
            : "InnoDB";
    if (engine != null && !engine.equalsIgnoreCase("InnoDB")) {
      throw new QueueException(
          Kind.TABLE_UNUSABLE,
          "The table Uploads uses the engine "
              + OneLine.of(engine)
              + ", which knows no transactions, so two workers could take the same upload. Ask for:"
              + " ALTER TABLE Uploads ENGINE = InnoDB.",
          null);
    }
  }

  private static final String OF_UPLOADS =
      " WHERE table_schema = DATABASE() AND table_name = 'Uploads'";

  /** Of what is written into {@code error_message}. */
  private @Nullable String encoding() throws QueueException, SQLException {
    if (plan.dialect() == Dialect.MYSQL) {
      String encoding =
          first(
              "SELECT character_set_name FROM information_schema.columns"
                  + OF_UPLOADS
                  + " AND column_name = 'error_message'");
      return "utf8".equals(encoding) ? "utf8mb3" : encoding;
    }
    requireUnicode();
    return "utf8mb4";
  }

  /** PostgreSQL's encoding is the whole database's, our own tables' too. */
  private void requireUnicode() throws QueueException, SQLException {
    String encoding = String.valueOf(first("SHOW server_encoding"));
    if (!encoding.equals("UTF8") && !encoding.equals("SQL_ASCII")) {
      throw new QueueException(
          Kind.TABLE_UNUSABLE,
          "The database's encoding is "
              + OneLine.of(encoding)
              + ", which cannot store every file's name: the program needs a database in UTF8.",
          null);
    }
  }

  private @Nullable String first(String sql) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private void requireGrant(String privilege, String harmless, String grant)
      throws QueueException, SQLException {
    try (PreparedStatement statement = connection.prepareStatement(harmless)) {
      statement.execute();
    } catch (SQLException e) {
      if (SqlFailures.kindOf(e) == Kind.DENIED) {
        throw noGrant(privilege, grant, e);
      }
      throw e;
    }
  }

  private QueueException noTable(SQLException cause) {
    return new QueueException(
        Kind.TABLE_UNUSABLE,
        "There is no table Uploads in "
            + plan.url().place()
            + ". Check that the database's URL names the platform's database"
            + (plan.dialect() == Dialect.MYSQL
                ? "."
                : " (and, if the table is in another schema, add currentSchema=… to it)."),
        cause);
  }

  private QueueException noGrant(String privilege, String grant, SQLException cause) {
    return new QueueException(
        Kind.DENIED,
        "The user "
            + OneLine.of(plan.address().user())
            + " lacks "
            + privilege
            + " on the table Uploads. Ask its administrator for: "
            + grant
            + ".",
        cause);
  }
}
