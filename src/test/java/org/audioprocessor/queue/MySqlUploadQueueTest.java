package org.audioprocessor.queue;

import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MySqlServer;

class MySqlUploadQueueTest extends ServerQueueContracts {
  @Override
  DatabaseServer server() {
    return MySqlServer.shared();
  }
}
