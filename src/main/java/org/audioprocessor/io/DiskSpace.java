package org.audioprocessor.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How much can still be written. */
public final class DiskSpace {
  private DiskSpace() {}

  /**
   * The bytes that this process may still write below the folder.
   *
   * @throws IOException if the folder is not there
   */
  public static long usableBytes(Path folder) throws IOException {
    // not Files.getFileStore: that looks for the mount point, which a chroot or a container may
    // hide
    long bytes = folder.toFile().getUsableSpace();
    if (bytes == 0 && Files.notExists(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    // a file system of more than 8 EiB overflows
    return bytes < 0 ? Long.MAX_VALUE : bytes;
  }
}
