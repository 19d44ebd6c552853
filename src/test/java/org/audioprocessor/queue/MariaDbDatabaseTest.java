package org.audioprocessor.queue;

import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;

class MariaDbDatabaseTest extends MySqlProtocolDatabaseContract {
  @Override
  public DatabaseServer server() {
    return MariaDbServer.shared();
  }
}
