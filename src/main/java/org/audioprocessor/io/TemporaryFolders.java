package org.audioprocessor.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for the temporary files of one process, beside those of other processes. The process
 * holds a lock on it while it lives; a starting process deletes the folders without a held lock.
 */
public final class TemporaryFolders implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolders.class);

  /** Where locks cannot be tested, a folder of this age is considered abandoned. */
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

  private static final String LOCK = ".lock";

  /**
   * The folders of this process. Opening and closing the lock file of one of them would release its
   * lock (POSIX). The map also keeps the channels from being garbage collected.
   */
  private static final Map<Path, TemporaryFolders> OWN = new ConcurrentHashMap<>();

  private static final Object SWEEPING = new Object();

  private final Path parent;
  private final Path folder;
  private final FileChannel channel;
  private final AtomicLong nextNumber = new AtomicLong(1);

  private TemporaryFolders(Path parent, Path folder, FileChannel channel) {
    this.parent = parent;
    this.folder = folder;
    this.channel = channel;
  }

  /** Deletes the folders of dead processes in the parent, then creates one for this process. */
  public static TemporaryFolders open(Path parent) throws IOException {
    Path place = Files.createDirectories(parent).toRealPath();
    return exclusively(
        place,
        () -> {
          sweep(place);
          Path folder = place.resolve(name());
          FileChannel channel =
              FileChannel.open(
                  lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          FileLock lock = channel.lock();
          if (!lock.isValid()) {
            throw new IOException("the lock on “" + folder + "” was lost at once");
          }
          Files.createDirectory(folder);
          TemporaryFolders opened = new TemporaryFolders(place, folder, channel);
          OWN.put(folder, opened);
          return opened;
        });
  }

  /** The folder of this process. */
  public Path folder() {
    return folder;
  }

  /** Creates an empty folder inside it. */
  public Path newFolder() throws IOException {
    return Files.createDirectory(newPath());
  }

  /** Returns a new unique path inside it; creates nothing. */
  public Path newPath() {
    return folder.resolve("t" + nextNumber.getAndIncrement());
  }

  /** Deletes a folder that {@link #newFolder} created. */
  public void remove(Path made) throws IOException {
    LocalFiles.delete(made);
  }

  /** Deletes the folder of this process. */
  @Override
  public void close() throws IOException {
    exclusively(
        parent,
        () -> {
          if (OWN.remove(folder) != null) {
            try (channel) {
              LocalFiles.delete(folder);
            }
            Files.deleteIfExists(lockOf(folder));
          }
          return folder;
        });
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  /** No process may sweep between the creation of a lock file and its lock. */
  private static <T> T exclusively(Path parent, Step<T> step) throws IOException {
    synchronized (SWEEPING) {
      try (FileChannel sweeping =
          FileChannel.open(
              parent.resolve("sweep" + LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        FileLock held = sweeping.lock();
        T result = step.run();
        held.release();
        return result;
      }
    }
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, "p*" + LOCK)) {
      for (Path lock : locks) {
        String name = lock.getFileName().toString();
        Path folder = parent.resolve(name.substring(0, name.length() - LOCK.length()));
        if (!OWN.containsKey(folder) && isAbandoned(lock)) {
          LocalFiles.delete(folder);
          Files.deleteIfExists(lock);
          LOG.info("removed the temporary files of a process that ended early: {}", folder);
        }
      }
    }
  }

  private static boolean isAbandoned(Path lockFile) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException untestable) {
      LOG.debug("cannot test the lock {}", lockFile, untestable);
      Instant made = Files.getLastModifiedTime(lockFile).toInstant();
      return made.isBefore(Instant.now().minus(ABANDONED_AFTER));
    }
  }

  private static String name() {
    return "p" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }
}
