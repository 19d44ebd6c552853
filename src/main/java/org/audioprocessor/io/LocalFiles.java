package org.audioprocessor.io;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Free space, forced writes and deleted folders of the local disk. */
public final class LocalFiles {
  private static final boolean FOLDERS_CAN_BE_FORCED = File.separatorChar == '/';

  private LocalFiles() {}

  /** Deletes a folder and its contents; deletes symbolic links in it, but not their targets. */
  public static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes state)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

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

  /** Forces the content of a file to the disk, so that a power cut does not undo it. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Forces the names in a folder. Windows has no such call and journals them itself. */
  public static void forceNames(Path folder) throws IOException {
    if (FOLDERS_CAN_BE_FORCED) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
