package org.audioprocessor.storage.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Locks keys of a folder for one thread of all processes. A lock is held for the last step of a
 * write only; readers need no lock.
 */
final class KeyLocks {

  private static final int STRIPES = 64;

  /**
   * A file lock belongs to the whole process, and POSIX releases it as soon as the process closes
   * any channel of that file. So only one thread at a time opens a stripe's file, for all stores.
   */
  private static final ReentrantLock[] IN_THIS_PROCESS =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

  private final Path folder;

  KeyLocks(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /** Work that runs while its key is locked. */
  interface Work<T> {
    T run() throws IOException;
  }

  <T> T whileHolding(String key, Work<T> work) throws IOException {
    // on a file system that ignores case, keys that differ only in case are one file
    int stripe = Math.floorMod(key.toLowerCase(Locale.ROOT).hashCode(), STRIPES);
    Path file = folder.resolve(stripe + ".lock");
    ReentrantLock inThisProcess = IN_THIS_PROCESS[stripe];
    inThisProcess.lock();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      return work.run();
    } finally {
      inThisProcess.unlock();
    }
  }
}
