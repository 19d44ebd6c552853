package org.audioprocessor.desktop;

import org.audioprocessor.Parts;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.Connection;

/** Says in a few words what the parts are connected to. */
final class Connections {
  private Connections() {}

  static Connection of(Parts parts) {
    return new Connection(
        Messages.text("connection.embedded"),
        Connection.Kind.EMBEDDED,
        Messages.text("connection.embedded.database"),
        String.valueOf(parts.workspace().folder().getFileName()));
  }
}
