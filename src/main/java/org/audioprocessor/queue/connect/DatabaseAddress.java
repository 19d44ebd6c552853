package org.audioprocessor.queue.connect;

import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Where the platform's database is, and as whom to enter it.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…} or {@code jdbc:mysql://…}, MariaDB's included; without
 *     a password
 * @param schema where our own tables are to be; null for beside the platform's. On MySQL it is
 *     another database's name
 * @param table the platform's, {@code table} or {@code schema.table}; null for the documented name
 */
public record DatabaseAddress(
    String jdbcUrl, String user, String password, @Nullable String schema, @Nullable String table) {

  public DatabaseAddress(String jdbcUrl, String user, String password, @Nullable String schema) {
    this(jdbcUrl, user, password, schema, null);
  }

  public DatabaseAddress withSchema(@Nullable String other) {
    return new DatabaseAddress(jdbcUrl, user, password, other, table);
  }

  public DatabaseAddress withTable(@Nullable String other) {
    return new DatabaseAddress(jdbcUrl, user, password, schema, other);
  }

  public DatabaseAddress withUser(String otherUser, String otherPassword) {
    return new DatabaseAddress(jdbcUrl, otherUser, otherPassword, schema, table);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + PlainText.escaped(JdbcUrl.withoutSecrets(jdbcUrl));
  }
}
