package org.audioprocessor.queue;

import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.PostgresServer;

class PostgresUploadQueueTest extends ServerQueueContracts {
  @Override
  DatabaseServer server() {
    return PostgresServer.shared();
  }
}
