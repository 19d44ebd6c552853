package org.audioprocessor.queue;

import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;

class MariaDbUploadQueueTest extends ServerQueueContracts {
  @Override
  DatabaseServer server() {
    return MariaDbServer.shared();
  }
}
