package org.audioprocessor.io;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Waits until the disk has it, so that a power cut does not undo what was confirmed. */
public final class Fsync {

  private static final boolean FOLDERS_CAN_BE_FORCED = File.separatorChar == '/';

  private Fsync() {}

  public static void file(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** The names in a folder. Windows has no such call and journals them itself. */
  public static void folder(Path folder) throws IOException {
    if (FOLDERS_CAN_BE_FORCED) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
