package org.audioprocessor.desktop.settings;

import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Connection.Bucket;
import org.audioprocessor.settings.Connection.Database;

/** A saved connection, or the workspace's own. */
record ConnectionRow(Connection connection, boolean isInUse) {
  String name() {
    return connection.name();
  }

  String title() {
    return connection.isEmbedded() ? Messages.text("connection.embedded") : connection.name();
  }

  String places() {
    Database database = connection.database();
    Bucket bucket = connection.bucket();
    return database == null || bucket == null
        ? Messages.text("settings.embedded.places")
        : Messages.text(
            "connection.places", database.url(), Messages.text("connection.bucket", bucket.name()));
  }

  boolean isProduction() {
    return connection.isProduction();
  }

  boolean isEmbedded() {
    return connection.isEmbedded();
  }
}
