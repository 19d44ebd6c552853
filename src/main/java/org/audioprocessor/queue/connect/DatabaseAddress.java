package org.audioprocessor.queue.connect;

import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Address and credentials of the platform's database.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…} or {@code jdbc:mysql://…}, MariaDB's included; without
 *     a password
 * @param schema schema of the program's own tables; null for the platform's schema. On MySQL the
 *     name of another database
 * @param table the platform's table, {@code table} or {@code schema.table}; null for the documented
 *     name
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

  /** Returns a description without the password. */
  @Override
  public String toString() {
    return user + " at " + PlainText.escaped(JdbcUrl.withoutSecrets(jdbcUrl));
  }
}
