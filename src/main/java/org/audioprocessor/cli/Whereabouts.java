package org.audioprocessor.cli;

import org.audioprocessor.Parts;
import org.audioprocessor.settings.Connection;

/** Where somebody works, in words. */
final class Whereabouts {
  private Whereabouts() {}

  static String of(Parts parts) {
    Connection connection = parts.settings().settings().connection();
    Connection.Database database = connection.database();
    Connection.Bucket bucket = connection.bucket();
    return database == null || bucket == null
        ? "in " + parts.workspace().folder()
        : "in " + database.url().replaceFirst("[?;].*", "") + " with the bucket " + bucket.name();
  }
}
