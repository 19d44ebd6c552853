package org.audioprocessor.io;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Forces writes to the disk, so that a power cut does not undo confirmed changes. */
public final class Fsync {

  private static final boolean FOLDERS_CAN_BE_FORCED = File.separatorChar == '/';

  private Fsync() {}

  /** Forces the content of a file. */
  public static void file(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Forces the names in a folder. Windows has no such call and journals them itself. */
  public static void folder(Path folder) throws IOException {
    if (FOLDERS_CAN_BE_FORCED) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
