package org.audioprocessor.cli.run;

import org.audioprocessor.app.Application;
import org.audioprocessor.settings.Connection;

/** Where somebody works, in words. */
public final class WorkspaceDescription {
  private WorkspaceDescription() {}

  public static String of(Application application) {
    Connection connection = application.settings().settings().connection();
    Connection.Database database = connection.database();
    Connection.Bucket bucket = connection.bucket();
    return database == null || bucket == null
        ? "in " + application.workspace().folder()
        : "in " + database.url().replaceFirst("[?;].*", "") + " with the bucket " + bucket.name();
  }
}
