package org.audioprocessor.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The free space of a disk. */
public final class DiskSpace {
  private DiskSpace() {}

  /**
   * Returns the number of bytes that this process can still write below a folder.
   *
   * @throws IOException if the folder does not exist
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
