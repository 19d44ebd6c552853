package org.audioprocessor.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.queue.connect.DatabaseAddress;

/**
 * A real database server on a port of 127.0.0.1, one for the whole test JVM; it ends with it.
 *
 * <p>Other processes reach it by the address's URL, user and password.
 */
public interface DatabaseServer {
  AtomicInteger NUMBER = new AtomicInteger();

  /** As an administrator of the server sees it. */
  DatabaseAddress administration();

  int port();

  /** The URL of a database of this name. */
  String jdbcUrl(String database);

  /** A fresh database that holds the platform's empty table, and nothing else. */
  default DatabaseAddress newDatabase() {
    DatabaseAddress address = newEmptyDatabase();
    run(address, PLATFORM_TABLE);
    return address;
  }

  /** What {@code CREATE DATABASE} says beside the name. */
  default String creation() {
    return " CHARACTER SET utf8mb4";
  }

  /** A fresh database without any table. */
  default DatabaseAddress newEmptyDatabase() {
    String name = "platform_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    DatabaseAddress admin = administration();
    run(admin, "CREATE DATABASE " + name + creation());
    return new DatabaseAddress(jdbcUrl(name), admin.user(), admin.password(), null);
  }

  /** As an administrator of the platform does. */
  default void run(DatabaseAddress where, String... statements) {
    try (Connection connection =
            DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(String.join("; ", statements), e);
    }
  }

  /** As the platform's own documentation gives it. */
  String PLATFORM_TABLE =
      """
      CREATE TABLE Uploads (
        upload_id         VARCHAR(255) PRIMARY KEY,
        file_name         VARCHAR(255) NOT NULL,
        upload_type       VARCHAR(50)  DEFAULT 'track',
        processing_status VARCHAR(20)  DEFAULT '0',
        uploaded_at       TIMESTAMP    DEFAULT CURRENT_TIMESTAMP,
        error_message     TEXT
      )\
      """;
}
