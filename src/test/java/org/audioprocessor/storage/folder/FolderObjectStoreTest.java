package org.audioprocessor.storage.folder;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore.Attributes;
import org.audioprocessor.storage.folder.ObjectAttributes.FileSystemAttributes;
import org.audioprocessor.testing.ObjectStoreContract;
import org.audioprocessor.testing.ObjectStoreRaceContract;
import org.junit.jupiter.api.Nested;

class FolderObjectStoreTest {

  @Nested
  class WithAttributesInTheFile extends ObjectStoreContract {
    @Override
    protected ObjectStore open(Path folder) throws IOException {
      return inTheFile(folder);
    }
  }

  @Nested
  class WithAttributesBesideTheFile extends ObjectStoreContract {
    @Override
    protected ObjectStore open(Path folder) throws IOException {
      return besideTheFile(folder);
    }
  }

  @Nested
  class RacesWithAttributesInTheFile extends ObjectStoreRaceContract {
    @Override
    protected ObjectStore open(Path folder) throws IOException {
      return inTheFile(folder);
    }
  }

  @Nested
  class RacesWithAttributesBesideTheFile extends ObjectStoreRaceContract {
    @Override
    protected ObjectStore open(Path folder) throws IOException {
      return besideTheFile(folder);
    }
  }

  private static ObjectStore inTheFile(Path folder) throws IOException {
    assumeTrue(
        FileSystemAttributes.workIn(folder), "this file system does not support file attributes");
    return new FolderObjectStore(
        Files.createDirectory(folder.resolve("bucket")), Attributes.IN_THE_FILE);
  }

  private static ObjectStore besideTheFile(Path folder) throws IOException {
    return new FolderObjectStore(folder.resolve("bucket"), Attributes.BESIDE_THE_FILE);
  }
}
