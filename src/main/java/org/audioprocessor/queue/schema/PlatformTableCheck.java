package org.audioprocessor.queue.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.connect.DatabaseCheck.ServerVersion;
import org.audioprocessor.queue.connect.JdbcConfig;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.ServerTraits.StorableCharacters;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.SqlFailures;
import org.audioprocessor.queue.schema.TableSearch.TableName;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/** Checks the platform's table before it is used. Changes nothing. */
public final class PlatformTableCheck {
  private final JdbcConfig jdbcConfig;
  private final Connection connection;
  private final Session session;
  private TableSearch.Found found;

  public PlatformTableCheck(JdbcConfig jdbcConfig, Connection connection) {
    this.jdbcConfig = jdbcConfig;
    this.connection = connection;
    session = new Session(connection, ServerTraits.usual(jdbcConfig.dialect()));
    found = new TableSearch.Found(new TableName(null, "Uploads"), false, "");
  }

  /** Checks all requirements of processing and returns the table's traits. */
  public ServerTraits check() throws QueueException, SQLException {
    requireVersion();
    found = new TableSearch(jdbcConfig, session).find();
    requireReading();
    TableColumns.Shape shape = new TableColumns(jdbcConfig.dialect(), session).read(found.name());
    requireColumns(shape);
    requireTransactions();
    UploadsTable uploads =
        new UploadsTable(
            found.name(), jdbcConfig.dialect(), shape.columns(), shape.foldingCollation());
    requireGrant(
        "UPDATE",
        "UPDATE " + uploads.name() + " SET processing_status = NULL WHERE 1 = 0",
        Grants.onUploads("UPDATE", jdbcConfig, found.name(), session));
    requireGrant(
        "the right to lock rows",
        "SELECT upload_id FROM " + uploads.name() + " WHERE 1 = 0 FOR UPDATE SKIP LOCKED",
        Grants.toLock(jdbcConfig, found.name(), session));
    return new ServerTraits(
        OwnTableNames.in(jdbcConfig.address().schema(), jdbcConfig.dialect()),
        uploads,
        StorableCharacters.of(encoding(shape)),
        jdbcConfig.isPooled(connection) ? JdbcConfig.POOLED_TRANSACTION_START : "");
  }

  /** Returns the name of the table that {@link #check} found, for messages. */
  public String name() {
    return TableSearch.shown(found.name(), jdbcConfig.dialect());
  }

  /** Returns a message about other tables of that name; empty if there are none. */
  public String otherTables() {
    return found.others();
  }

  /** Checks the requirements of adding uploads, which processing does not need. */
  public void requireInsert(UploadsTable uploads) throws QueueException, SQLException {
    String unfilled = uploads.unfilled();
    if (!unfilled.isEmpty()) {
      throw new QueueException(
          Kind.NOT_STORABLE,
          "A new row needs a value for "
              + unfilled
              + ", which the program cannot provide. Ask the database's administrator for a"
              + " default.",
          null);
    }
    String columns = uploads.generatesIds() ? "file_name" : "upload_id, file_name";
    requireGrant(
        "INSERT",
        "INSERT INTO "
            + uploads.name()
            + " ("
            + columns
            + ") SELECT "
            + columns
            + " FROM "
            + uploads.name()
            + " WHERE 1 = 0",
        Grants.onUploads("INSERT", jdbcConfig, found.name(), session));
  }

  /** The minimum versions are the first ones with SKIP LOCKED. */
  private void requireVersion() throws QueueException, SQLException {
    String version = connection.getMetaData().getDatabaseProductVersion();
    if (!ServerVersion.of(version).isNewEnough(jdbcConfig.dialect())) {
      throw new QueueException(
          Kind.TABLE_UNUSABLE,
          "The database server is too old ("
              + PlainText.escaped(version)
              + "): the program needs PostgreSQL 12, MySQL 8.0 or MariaDB 10.6, or newer.",
          null);
    }
  }

  private void requireReading() throws QueueException, SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT * FROM " + found.name().quoted(jdbcConfig.dialect()) + " WHERE 1 = 0");
        ResultSet nothing = statement.executeQuery()) {
      nothing.next();
    } catch (SQLException e) {
      switch (SqlFailures.kindOf(e)) {
        case TABLE_UNUSABLE, ADDRESS_UNUSABLE -> throw noTable(e);
        case DENIED ->
            throw noGrant(
                "SELECT", Grants.onUploads("SELECT", jdbcConfig, found.name(), session), e);
        default -> throw e;
      }
    }
  }

  private void requireColumns(TableColumns.Shape shape) throws QueueException {
    Set<String> missing = new TreeSet<>(UploadsColumn.REQUIRED);
    missing.removeAll(shape.columns().keySet());
    if (!missing.isEmpty()) {
      throw unusable(
          "lacks "
              + String.join(", ", missing)
              + ". It must be the platform's table as documented"
              + " by the platform.");
    }
    for (Map.Entry<String, UploadsColumn> entry : shape.columns().entrySet()) {
      UploadsColumn column = entry.getValue();
      if (column.isProgramColumn() && !column.isUsable()) {
        throw unusable(
            "has the column "
                + column.name()
                + " of the type "
                + column.typeName()
                + ", which the program does not support. It supports "
                + column.usableTypes()
                + ".");
      }
    }
    if (!shape.lackingStatuses().isEmpty()) {
      throw unusable(
          "has the column processing_status of the type "
              + Objects.requireNonNull(shape.columns().get("processing_status")).typeName()
              + ", which lacks "
              + String.join(", ", shape.lackingStatuses())
              + ". Ask the database's administrator to add the missing values to the type.");
    }
  }

  private QueueException unusable(String how) {
    return new QueueException(
        Kind.TABLE_UNUSABLE,
        "The table " + name() + " in " + jdbcConfig.url().description() + " " + how,
        null);
  }

  /** MySQL's older engines do not support row locks. */
  private void requireTransactions() throws QueueException, SQLException {
    TableName name = found.name();
    String engine =
        jdbcConfig.dialect() == Dialect.MYSQL
            ? session
                .first(
                    "SELECT COALESCE(engine, 'InnoDB') FROM information_schema.tables"
                        + " WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?",
                    row -> row.getString(1),
                    name.schema(),
                    name.table())
                .orElse("InnoDB")
            : "InnoDB";
    if (!engine.equalsIgnoreCase("InnoDB")) {
      throw new QueueException(
          Kind.TABLE_UNUSABLE,
          "The table "
              + name.table()
              + " uses the engine "
              + PlainText.escaped(engine)
              + ", which does not support transactions, so two workers could claim the same"
              + " upload. Ask for: ALTER TABLE "
              + name.table()
              + " ENGINE = InnoDB.",
          null);
    }
  }

  /** Returns the encoding of {@code error_message}. */
  private @Nullable String encoding(TableColumns.Shape shape) throws QueueException, SQLException {
    if (jdbcConfig.dialect() == Dialect.MYSQL) {
      String encoding = shape.errorMessages();
      return "utf8".equals(encoding) ? "utf8mb3" : encoding;
    }
    requireUnicode();
    return "utf8mb4";
  }

  /** PostgreSQL's encoding applies to the whole database, including the program's own tables. */
  private void requireUnicode() throws QueueException, SQLException {
    String encoding =
        session.first("SHOW server_encoding", row -> row.getString(1)).orElse("unknown");
    if (!encoding.equals("UTF8") && !encoding.equals("SQL_ASCII")) {
      throw new QueueException(
          Kind.TABLE_UNUSABLE,
          "The database's encoding is "
              + PlainText.escaped(encoding)
              + ", which cannot store every file name. The program needs a database in UTF8.",
          null);
    }
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
        "The table "
            + found.name()
            + " does not exist in "
            + jdbcConfig.url().description()
            + ". Check that the database's URL names the platform's database. If the table has"
            + " another name or is in another schema, set AUDIO_PROCESSOR_DB_TABLE to table or"
            + " schema.table.",
        cause);
  }

  private QueueException noGrant(String privilege, String grant, SQLException cause) {
    return new QueueException(
        Kind.DENIED,
        "The user "
            + PlainText.escaped(jdbcConfig.address().user())
            + " lacks "
            + privilege
            + " on the table "
            + name()
            + ". Ask its administrator for: "
            + grant
            + ".",
        cause);
  }
}
