package org.audioprocessor.worker;

import java.io.IOException;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.testing.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class LateFileInS3Test extends LateFileContract {
  private S3Server server;

  @BeforeEach
  void start() throws IOException {
    // the platform's policy: what is missing is answered with 403
    server = S3Server.start(folder.resolve("s3")).grantObjectsOnly();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Override
  ObjectStore bucket() throws IOException {
    return server.open();
  }
}
