package org.audioprocessor.desktop.batch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chosen files and the files of chosen folders.
 *
 * @param files sorted by name, without hidden files and the files of hidden folders
 * @param unreadable folders and files that could not be read or have disappeared
 */
record FilesToAdd(List<Path> files, List<Path> unreadable) {
  private static final Logger LOG = LoggerFactory.getLogger(FilesToAdd.class);

  /** Lists the files on disk. */
  static FilesToAdd in(List<Path> filesOrFolders) {
    List<Path> files = new ArrayList<>();
    List<Path> unreadable = new ArrayList<>();
    for (Path path : filesOrFolders) {
      if (Files.isDirectory(path)) {
        Walk walk = new Walk(path, unreadable);
        walk.run();
        files.addAll(walk.found.stream().sorted().toList());
      } else {
        files.add(path);
      }
    }
    return new FilesToAdd(files, unreadable);
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path start;
    private final List<Path> found = new ArrayList<>();
    private final List<Path> unreadable;

    Walk(Path start, List<Path> unreadable) {
      this.start = start;
      this.unreadable = unreadable;
    }

    void run() {
      try {
        Files.walkFileTree(start, this);
      } catch (IOException e) {
        note(start, e);
      }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped = !folder.equals(start) && isHidden(folder);
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (Files.isRegularFile(file) && !isHidden(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      if (!isHidden(path)) {
        note(path, e);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      if (e != null) {
        note(folder, e);
      }
      return FileVisitResult.CONTINUE;
    }

    private void note(Path path, IOException e) {
      LOG.debug("{} cannot be read", path, e);
      unreadable.add(path);
    }

    /**
     * Returns whether a file is hidden, such as .DS_Store and .Trash; on Windows by its attribute.
     */
    private static boolean isHidden(Path path) {
      try {
        return String.valueOf(path.getFileName()).startsWith(".") || Files.isHidden(path);
      } catch (IOException e) {
        LOG.debug("{} is treated as not hidden", path, e);
        return false;
      }
    }
  }
}
