package org.audioprocessor.cli.run;

import org.audioprocessor.app.Parts;
import org.audioprocessor.settings.Connection;

/** Where somebody works, in words. */
public final class Whereabouts {
  private Whereabouts() {}

  public static String of(Parts parts) {
    Connection connection = parts.settings().settings().connection();
    Connection.Database database = connection.database();
    Connection.Bucket bucket = connection.bucket();
    return database == null || bucket == null
        ? "in " + parts.workspace().folder()
        : "in " + database.url().replaceFirst("[?;].*", "") + " with the bucket " + bucket.name();
  }
}
