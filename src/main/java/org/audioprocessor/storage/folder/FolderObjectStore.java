package org.audioprocessor.storage.folder;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;
import org.audioprocessor.io.Digests;
import org.audioprocessor.io.LocalFiles;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Body.BoundedStream;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.folder.FolderListing.FolderCatalogue;
import org.audioprocessor.storage.folder.ObjectAttributes.AttributePlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores objects as plain files under a root, each at its key; files may also be added by hand.
 * Content type, Cache-Control and SHA-256 (which is the etag) are stored in the attributes of the
 * file, or in {@code .store/} if the file system does not support attributes. Any number of stores
 * and processes may share a root.
 *
 * <p>Unlike a bucket it cannot hold an object and a folder of the same name, nor names that an
 * operating system forbids. On file systems that ignore case (Windows, macOS), keys that differ
 * only in case are one object. Symbolic links below the root are not followed.
 */
public final class FolderObjectStore implements ObjectStore {

  /** The place for the attributes of objects. */
  public enum Attributes {
    IN_THE_FILE,
    BESIDE_THE_FILE
  }

  private static final Logger LOG = LoggerFactory.getLogger(FolderObjectStore.class);

  /** A write that fails with less free space than this counts as failed by a full disk. */
  private static final long LEAST_USABLE_BYTES = 1 << 20;

  /** An object that is replaced while it is copied is copied again. */
  private static final int COPY_TRIES = 3;

  private final Path root;
  private final FolderPaths paths;
  private final AttributePlace attributes;
  private final FolderCatalogue catalogue;
  private final KeyLocks locks;
  private final TemporaryFolders temporary;

  /**
   * Opens the folder, creates it if necessary, and deletes temporary files of killed processes.
   *
   * @throws StorageException DENIED, FULL, IO
   */
  public FolderObjectStore(Path root) throws StorageException {
    this(root, Optional.empty());
  }

  public FolderObjectStore(Path root, Attributes place) throws StorageException {
    this(root, Optional.of(place));
  }

  private FolderObjectStore(Path root, Optional<Attributes> wanted) throws StorageException {
    try {
      Files.createDirectories(root);
      this.root = root.toRealPath();
      Path hidden = this.root.resolve(FolderPaths.HIDDEN);
      paths = new FolderPaths(this.root);
      temporary = TemporaryFolders.open(hidden.resolve("tmp"));
      locks = new KeyLocks(hidden.resolve("locks"));
      attributes = AttributePlace.of(hidden, temporary.folder(), wanted);
      catalogue = new FolderCatalogue(attributes);
    } catch (IOException e) {
      throw FileErrors.of("The folder “" + root + "” cannot be used", e);
    }
  }

  /**
   * Returns the number of bytes that can still be written.
   *
   * @throws StorageException IO
   */
  @Override
  public long usableBytes() throws StorageException {
    try {
      return LocalFiles.usableBytes(root);
    } catch (IOException e) {
      throw FileErrors.of("The free space of “" + root + "” could not be read", e);
    }
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public void checkKey(String key) throws StorageException {
    paths.of(key);
  }

  @Override
  public StoredObject put(String key, Body body, PutOptions options) throws StorageException {
    Path target = paths.unlinked(key);
    Path file = temporary.newPath();
    try {
      requireSpace(body.length());
      FolderWrite write = new FolderWrite(attributes, catalogue, file);
      Digests.Copy written = write.fill(body, options);
      return locks.whileHolding(key, () -> write.commit(key, target, written, options));
    } catch (IOException e) {
      throw writeFailure("“" + key + "” could not be stored", e);
    } finally {
      discard(file);
    }
  }

  @Override
  public InputStream get(String key) throws StorageException {
    return Channels.newInputStream(channel(key, 0));
  }

  @Override
  public InputStream get(String key, long from, long toInclusive) throws StorageException {
    if (from < 0 || toInclusive < from - 1) {
      throw new IllegalArgumentException("no such range: " + from + " to " + toInclusive);
    }
    long last = Math.min(toInclusive, Long.MAX_VALUE - 1);
    return new BoundedStream(Channels.newInputStream(channel(key, from)), last - from + 1);
  }

  @Override
  public Optional<Path> localFile(String key) throws StorageException {
    return Optional.of(paths.unlinked(key));
  }

  private SeekableByteChannel channel(String key, long from) throws StorageException {
    Path file = paths.unlinked(key);
    try {
      // opening a named pipe would block for ever
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw FileErrors.notFound(key);
      }
      SeekableByteChannel channel =
          Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      return channel.position(Math.min(from, channel.size())); // some systems refuse later ones
    } catch (NoSuchFileException deletedMeanwhile) {
      throw FileErrors.notFound(key);
    } catch (IOException e) {
      throw FileErrors.of("“" + key + "” could not be read", e);
    }
  }

  @Override
  public Optional<StoredObject> head(String key) throws StorageException {
    try {
      return catalogue.describe(key, paths.unlinked(key));
    } catch (IOException e) {
      throw FileErrors.of("“" + key + "” could not be read", e);
    }
  }

  @Override
  public Stream<StoredObject> list(String prefix) throws StorageException {
    return FolderListing.of(paths, catalogue, root, prefix);
  }

  @Override
  public StoredObject copy(String from, String to, PutOptions options) throws StorageException {
    for (int attempt = 1; ; attempt++) {
      StoredObject source = head(from).orElseThrow(() -> FileErrors.notFound(from));
      try {
        return put(to, Body.of(this, source), inherited(options, source));
      } catch (StorageException e) {
        boolean replaced = head(from).filter(now -> now.etag().equals(source.etag())).isEmpty();
        if (e.kind() != Kind.CHECKSUM || !replaced || attempt == COPY_TRIES) {
          throw e;
        }
      }
    }
  }

  private static PutOptions inherited(PutOptions options, StoredObject source) {
    return new PutOptions(
        options.contentType() == null ? source.contentType() : options.contentType(),
        options.cacheControl() == null ? source.cacheControl() : options.cacheControl(),
        options.sha256() == null ? source.sha256() : options.sha256(),
        options.condition());
  }

  @Override
  public void delete(String key) throws StorageException {
    Path file = paths.unlinked(key);
    try {
      locks.whileHolding(
          key,
          () -> {
            BasicFileAttributes state = FolderCatalogue.state(file);
            if (state != null && state.isRegularFile()) {
              Files.deleteIfExists(file);
              attributes.forget(key);
            }
            return key;
          });
      removeEmptyFolders(file);
    } catch (IOException e) {
      throw FileErrors.of("“" + key + "” could not be deleted", e);
    }
  }

  /**
   * Removes the empty folders above a path, each under its own lock, as an object may replace it.
   */
  private void removeEmptyFolders(Path path) throws IOException {
    boolean removed = true;
    for (Path folder = path.getParent();
        removed && folder != null && !folder.equals(root);
        folder = folder.getParent()) {
      Path empty = folder;
      String key = root.relativize(folder).toString().replace(File.separatorChar, '/');
      removed = locks.whileHolding(key, () -> removeFolder(empty));
    }
  }

  /** Returns whether the folders above may be empty now. */
  private static boolean removeFolder(Path folder) throws IOException {
    BasicFileAttributes state = FolderCatalogue.state(folder);
    if (state == null) {
      return true;
    }
    try {
      return state.isDirectory() && Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException inUse) {
      return false;
    }
  }

  /** Deletes this store's temporary files; running puts fail. */
  @Override
  public void close() throws StorageException {
    try {
      temporary.close();
    } catch (IOException e) {
      throw FileErrors.of("The temporary files of “" + root + "” could not be removed", e);
    }
  }

  /** Deletes the hidden folder of a closed store, unless it contains attributes. */
  public static void tidy(Path root) throws StorageException {
    Path hidden = root.resolve(FolderPaths.HIDDEN);
    try {
      if (Files.notExists(hidden.resolve("attributes"))) {
        LocalFiles.delete(hidden);
      }
    } catch (IOException e) {
      throw FileErrors.of("The folder “" + hidden + "” could not be removed", e);
    }
  }

  private void requireSpace(long bytes) throws StorageException {
    if (bytes > usableBytes()) {
      throw FileErrors.full("“" + root + "” has no space for " + bytes + " more bytes", null);
    }
  }

  /** The system's message for a full disk depends on its language; the free space does not. */
  private StorageException writeFailure(String what, IOException cause) throws StorageException {
    boolean full = !(cause instanceof StorageException) && usableBytes() < LEAST_USABLE_BYTES;
    return full ? FileErrors.full(what, cause) : FileErrors.of(what, cause);
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a temporary file remains until the next start: {}", file, e);
    }
  }
}
