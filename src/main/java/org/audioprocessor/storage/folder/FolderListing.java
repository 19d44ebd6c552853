package org.audioprocessor.storage.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;

/** Walks a folder in the order of its keys; keeps the names of one folder per level in memory. */
final class FolderListing extends Spliterators.AbstractSpliterator<StoredObject> {

  /**
   * A file or folder to visit.
   *
   * @param name its key; for a folder with a slash at the end, which sorts {@code a/b} behind
   *     {@code a-b}
   */
  private record Entry(String name, Path path) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return Arrays.compareUnsigned(
          name.getBytes(StandardCharsets.UTF_8), other.name.getBytes(StandardCharsets.UTF_8));
    }

    boolean isFolder() {
      return name.endsWith("/");
    }
  }

  private final FolderPaths paths;
  private final FolderCatalogue catalogue;
  private final String prefix;
  private final Deque<Entry> waiting = new ArrayDeque<>();

  private FolderListing(FolderPaths paths, FolderCatalogue catalogue, String prefix) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
    this.paths = paths;
    this.catalogue = catalogue;
    this.prefix = prefix;
  }

  static Stream<StoredObject> of(
      FolderPaths paths, FolderCatalogue catalogue, Path root, String prefix)
      throws StorageException {
    FolderListing listing = new FolderListing(paths, catalogue, prefix);
    int slash = prefix.lastIndexOf('/');
    Path start = slash < 0 ? root : paths.unlinked(prefix.substring(0, slash));
    listing.enter(prefix.substring(0, slash + 1), start);
    return StreamSupport.stream(listing, false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super StoredObject> action) {
    while (!waiting.isEmpty()) {
      Entry next = waiting.pop();
      try {
        if (next.isFolder()) {
          enter(next.name(), next.path());
        } else {
          StoredObject found = catalogue.describe(next.name(), next.path()).orElse(null);
          if (found != null) {
            action.accept(found);
            return true;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(failure(e));
      }
    }
    return false;
  }

  private void enter(String folderName, Path folder) throws StorageException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        addTo(entries, folderName + child.getFileName(), child);
      }
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return;
    } catch (DirectoryIteratorException e) {
      throw failure(new IOException(e));
    } catch (IOException e) {
      throw failure(e);
    }
    entries.sort(null);
    entries.reversed().forEach(waiting::push);
  }

  private void addTo(List<Entry> entries, String key, Path child) {
    boolean folder = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
    String name = folder ? key + "/" : key;
    boolean wanted = name.startsWith(prefix) || (folder && prefix.startsWith(name));
    // a file whose name is not a valid key cannot be read through the store either
    if (wanted && paths.isKey(key)) {
      entries.add(new Entry(name, child));
    }
  }

  private static StorageException failure(IOException e) {
    return FileErrors.of("The folder could not be listed", e);
  }
}
