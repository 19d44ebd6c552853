package org.audioprocessor.process.isolation.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.audioprocessor.storage.TemporaryFolders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only folders of a child: one that it may write to, and one in which it finds the files of its
 * tasks and may only read. What it leaves in the first is taken out of its reach before it is
 * looked at, since the child may replace it at any time by a link, a FIFO or something else.
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
   * Makes a file readable for the child: by a link where that is possible, else by a copy.
   *
   * @param mostBytes larger files are refused by the child before it reads them
   * @return the path for the child; the file's own where it cannot be lent, so that the child says
   *     what is wrong with it
   */
  public Path lend(Path file, long task, long mostBytes) {
    try {
      Path real = file.toRealPath();
      BasicFileAttributes found =
          Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isRegularFile() || found.size() == 0 || found.size() > mostBytes) {
        return file;
      }
      Path place = Files.createDirectory(files().resolve(Long.toString(task)));
      Path lent = place.resolve(String.valueOf(file.getFileName()));
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

  /** An empty folder for what a task makes. */
  public Path work(long task) throws IOException {
    return Files.createDirectory(own().resolve("task" + task));
  }

  /** Removes what a task was lent and what it left. */
  public void takeBack(long task) {
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
   * @param mostBytes more is refused
   * @return whether it is a regular file of a possible size; otherwise nothing is left
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

  /**
   * What a crashing virtual machine wrote about it, taken to the logs; null if it wrote nothing.
   */
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

  /** What the child's own folder takes of the disk. */
  public long bytes() {
    try (Stream<Path> all = Files.walk(own())) {
      return all.mapToLong(ChildFolder::sizeOf).sum();
    } catch (IOException | RuntimeException e) {
      LOG.trace("{} changes too fast to be measured", folder, e);
      return 0;
    }
  }

  private static long sizeOf(Path path) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile() ? found.size() : 0;
    } catch (IOException e) {
      LOG.trace("{} has gone", path, e);
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
