package org.audioprocessor.worker;

import java.io.IOException;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore;

class LateFileInFolderTest extends LateFileContract {
  @Override
  ObjectStore bucket() throws IOException {
    return new FolderObjectStore(folder.resolve("bucket"));
  }
}
