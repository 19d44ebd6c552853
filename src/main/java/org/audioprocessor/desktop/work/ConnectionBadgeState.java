package org.audioprocessor.desktop.work;

import java.util.Locale;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.settings.Connection.Database;
import org.audioprocessor.settings.Workspace;

/**
 * The connection as the window always shows it.
 *
 * @param name as the user named it
 * @param database in a few words
 * @param bucket in a few words
 */
public record ConnectionBadgeState(String name, Kind kind, String database, String bucket) {

  /** The care that the connection needs. */
  public enum Kind {
    /** The workspace is a folder of the user. */
    EMBEDDED,
    STAGING,
    /** Changes reach listeners. */
    PRODUCTION
  }

  /** Describes the connection that the settings name. */
  public static ConnectionBadgeState of(
      org.audioprocessor.settings.Connection set, Workspace workspace) {
    Database database = set.database();
    if (database == null) {
      return new ConnectionBadgeState(
          Messages.text("connection.embedded"),
          Kind.EMBEDDED,
          Messages.text("connection.embedded.database"),
          String.valueOf(workspace.folder().getFileName()));
    }
    return new ConnectionBadgeState(
        set.name(),
        set.isProduction() ? Kind.PRODUCTION : Kind.STAGING,
        product(database.url()),
        Messages.text("connection.bucket", set.store().name()));
  }

  /**
   * Returns a name such as “PostgreSQL”; the URL itself may contain private data and is not shown.
   */
  private static String product(String jdbcUrl) {
    String lower = jdbcUrl.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:postgresql:")) {
      return "PostgreSQL";
    }
    return lower.startsWith("jdbc:mariadb:") ? "MariaDB" : "MySQL";
  }
}
