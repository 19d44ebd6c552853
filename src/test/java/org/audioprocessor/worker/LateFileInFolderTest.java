package org.audioprocessor.worker;

import java.io.IOException;
import org.audioprocessor.storage.FolderObjectStore;
import org.audioprocessor.storage.ObjectStore;

class LateFileInFolderTest extends LateFileContract {
  @Override
  ObjectStore bucket() throws IOException {
    return new FolderObjectStore(folder.resolve("bucket"));
  }
}
