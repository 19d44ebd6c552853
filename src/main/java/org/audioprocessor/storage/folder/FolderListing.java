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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.audioprocessor.io.MediaTypes;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.folder.ObjectAttributes.AttributePlace;
import org.jspecify.annotations.Nullable;

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

  /** Describes the objects of a folder, including files that were put there or changed by hand. */
  static final class FolderCatalogue {

    private final AttributePlace attributes;

    FolderCatalogue(AttributePlace attributes) {
      this.attributes = attributes;
    }

    /**
     * Describes the current file: bytes and attributes of one version. Empty if it is not a regular
     * file.
     *
     * @param file a path without symbolic links
     */
    Optional<StoredObject> describe(String key, Path file) throws IOException {
      BasicFileAttributes before = null;
      while (true) {
        BasicFileAttributes state = state(file);
        if (state == null || !state.isRegularFile()) {
          return Optional.empty();
        }
        Optional<ObjectAttributes> known = read(key, file, state);
        if (known.isPresent()) {
          return Optional.of(object(key, state, known.get()));
        }
        if (before != null && sameState(before, state)) {
          return Optional.of(byHand(key, state));
        }
        // the file may have been replaced in between: read again before assuming no attributes
        before = state;
      }
    }

    private Optional<ObjectAttributes> read(String key, Path file, BasicFileAttributes state)
        throws IOException {
      try {
        return attributes.read(key, file, state).filter(known -> known.describes(state));
      } catch (NoSuchFileException deletedMeanwhile) {
        return Optional.empty();
      }
    }

    static @Nullable BasicFileAttributes state(Path file) throws IOException {
      try {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException absent) {
        return null;
      } catch (IOException e) {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS) || !isBelowFolder(file)) {
          return null;
        }
        throw e;
      }
    }

    /** {@code a/b} where {@code a} is a file counts as absent, not as “not a directory”. */
    private static boolean isBelowFolder(Path file) {
      Path parent = file.getParent();
      return parent != null && Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean sameState(BasicFileAttributes one, BasicFileAttributes other) {
      return one.size() == other.size() && one.lastModifiedTime().equals(other.lastModifiedTime());
    }

    private static StoredObject object(
        String key, BasicFileAttributes state, ObjectAttributes known) {
      return new StoredObject(
          key,
          state.size(),
          known.sha256(),
          known.sha256(),
          known.contentType(),
          known.cacheControl(),
          state.lastModifiedTime().toInstant());
    }

    private static StoredObject byHand(String key, BasicFileAttributes state) {
      return new StoredObject(
          key,
          state.size(),
          state.size() + "-" + ObjectAttributes.nanos(state),
          null,
          MediaTypes.of(key),
          null,
          state.lastModifiedTime().toInstant());
    }
  }
}
