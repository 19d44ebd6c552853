package org.audioprocessor.storage.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.testing.ObjectStoreContract;
import org.audioprocessor.testing.ObjectStoreRaceContract;
import org.audioprocessor.testing.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest {

  private @TempDir Path buckets;
  private S3Server server;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.start(buckets);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** S3Proxy sorts by UTF-16, where S3 itself sorts by UTF-8. */
  private static List<String> inUtf16(List<String> keys) {
    return keys.stream().filter(key -> !key.contains("\uE000")).toList();
  }

  @Nested
  class WithListing extends ObjectStoreContract {
    @Override
    protected ObjectStore open(Path folder) throws IOException {
      return server.open();
    }

    @Override
    protected List<String> keysInTheOrderOfAListing() {
      return inUtf16(super.keysInTheOrderOfAListing());
    }
  }

  @Nested
  class WithOlderChecksums extends ObjectStoreContract {
    @Override
    protected ObjectStore open(Path folder) throws IOException {
      return S3Server.open(S3Server.settings(server.port()).withChecksums(Checksums.REQUIRED));
    }

    @Override
    protected List<String> keysInTheOrderOfAListing() {
      return inUtf16(super.keysInTheOrderOfAListing());
    }
  }

  /** The platform's policy: get, put and delete on objects; 403 for what is missing. */
  @Nested
  class WithObjectsOnly extends ObjectStoreContract {
    @Override
    protected ObjectStore open(Path folder) throws IOException {
      return server.grantObjectsOnly().behaveLikeCeph().open();
    }

    @Override
    protected boolean canList() {
      return false;
    }
  }

  @Nested
  class Races extends ObjectStoreRaceContract {
    @Override
    protected ObjectStore open(Path folder) throws IOException {
      return server.open();
    }
  }

  @Nested
  class RacesWithObjectsOnly extends ObjectStoreRaceContract {
    @Override
    protected ObjectStore open(Path folder) throws IOException {
      return server.grantObjectsOnly().behaveLikeCeph().open();
    }
  }
}
