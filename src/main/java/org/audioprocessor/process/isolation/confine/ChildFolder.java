package org.audioprocessor.process.isolation.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.audioprocessor.io.TemporaryFolders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of a child: one that it may write to, and one with the files of its tasks, which it
 * may only read. The parent moves a file out of the first folder before it opens the file, since a
 * child may replace it at any time by a link or a FIFO.
 */
public final class ChildFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ChildFolder.class);

  private final TemporaryFolders temporary;
  private final Path folder;

  private ChildFolder(TemporaryFolders temporary, Path folder) {
    this.temporary = temporary;
    this.folder = folder;
  }

  public static ChildFolder create(TemporaryFolders temporary) throws IOException {
    ChildFolder created = new ChildFolder(temporary, temporary.newFolder());
    Files.createDirectory(created.own());
    Files.createDirectory(created.files());
    return created;
  }

  /** May be written by the child. */
  public Path own() {
    return folder.resolve("own");
  }

  /** May be read by the child. */
  public Path files() {
    return folder.resolve("files");
  }

  /**
   * Makes a file readable for the child, by a hard link if possible, otherwise by a copy.
   *
   * @param mostBytes the child refuses larger files before it reads them
   * @return the path for the child; the file's own path if it cannot be lent, so that the child
   *     reports what is wrong with it
   */
  public Path lend(Path file, long task, long mostBytes) {
    try {
      Path real = file.toRealPath();
      BasicFileAttributes found =
          Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isRegularFile() || found.size() == 0 || found.size() > mostBytes) {
        return file;
      }
      Path folderOfTask = Files.createDirectory(files().resolve(Long.toString(task)));
      Path lent = folderOfTask.resolve(String.valueOf(file.getFileName()));
      try {
        Files.createLink(lent, real);
      } catch (IOException | UnsupportedOperationException e) {
        LOG.debug("{} is on another file system or belongs to another user", file, e);
        Files.copy(real, lent, LinkOption.NOFOLLOW_LINKS);
      }
      return lent;
    } catch (IOException e) {
      LOG.debug("{} cannot be lent to a child", file, e);
      return file;
    }
  }

  /** Creates an empty folder for the output of a task. */
  public Path work(long task) throws IOException {
    return Files.createDirectory(own().resolve("task" + task));
  }

  /** Removes the files of a task. */
  public void removeTask(long task) {
    try {
      temporary.remove(files().resolve(Long.toString(task)));
      temporary.remove(own().resolve("task" + task));
    } catch (IOException e) {
      LOG.warn("Temporary files stay until the next start: {}", folder, e);
    }
  }

  /**
   * Moves a file out of the child's reach.
   *
   * @param to in a folder that the child cannot reach
   * @param mostBytes the largest accepted size
   * @return whether it is a regular file of an accepted size; otherwise it is deleted
   */
  public static boolean take(Path from, Path to, long mostBytes) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    BasicFileAttributes taken =
        Files.readAttributes(to, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean fits = taken.isRegularFile() && taken.size() > 0 && taken.size() <= mostBytes;
    if (!fits) {
      Files.delete(to);
    }
    return fits;
  }

  /** Moves the crash file of the virtual machine to the logs; returns null if there is none. */
  @Nullable
  public Path takeCrashFile(long pid, Path logs) {
    String name = "child-" + pid + "-crash.log";
    Path written = own().resolve(name);
    if (!Files.exists(written, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      Path kept = logs.resolve(name);
      return take(written, kept, MOST_CRASH_BYTES) ? kept : null;
    } catch (IOException e) {
      LOG.warn("The file about the crash of child {} cannot be kept", pid, e);
      return null;
    }
  }

  private static final long MOST_CRASH_BYTES = 16L << 20;

  /** Size of the child's own folder. */
  public long bytes() {
    try (Stream<Path> all = Files.walk(own())) {
      return all.mapToLong(ChildFolder::sizeOf).sum();
    } catch (IOException | RuntimeException e) {
      LOG.trace("{} changed while it was measured", folder, e);
      return 0;
    }
  }

  private static long sizeOf(Path path) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile() ? found.size() : 0;
    } catch (IOException e) {
      LOG.trace("{} was deleted", path, e);
      return 0;
    }
  }

  public void remove() {
    try {
      temporary.remove(folder);
    } catch (IOException e) {
      LOG.warn("Temporary files stay until the next start: {}", folder, e);
    }
  }
}
