package org.audioprocessor.desktop.work;

import java.util.Locale;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.settings.Connection.Bucket;
import org.audioprocessor.settings.Connection.Database;
import org.audioprocessor.settings.Workspace;

/**
 * Which platform the window works on; always in sight.
 *
 * @param name as a person calls it
 * @param database in a few words
 * @param bucket in a few words
 */
public record ConnectionBadgeState(String name, Kind kind, String database, String bucket) {

  /** How careful one has to be. */
  public enum Kind {
    /** In a folder of the user's. */
    EMBEDDED,
    STAGING,
    /** Listeners hear what is done here. */
    PRODUCTION
  }

  /** Describes the connection that the settings name. */
  public static ConnectionBadgeState of(
      org.audioprocessor.settings.Connection set, Workspace workspace) {
    Database database = set.database();
    Bucket bucket = set.bucket();
    if (database == null || bucket == null) {
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
        Messages.text("connection.bucket", bucket.name()));
  }

  /** Such as “PostgreSQL”; the URL itself may hold what nobody should read over a shoulder. */
  private static String product(String jdbcUrl) {
    String lower = jdbcUrl.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:postgresql:")) {
      return "PostgreSQL";
    }
    return lower.startsWith("jdbc:mariadb:") ? "MariaDB" : "MySQL";
  }
}
