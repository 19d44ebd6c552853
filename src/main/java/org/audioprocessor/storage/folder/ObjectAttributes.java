package org.audioprocessor.storage.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.io.Digests;
import org.audioprocessor.io.LocalFiles;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an object in a folder store. They contain size and time of the file that they
 * were written for, so they do not match a file that was changed by hand later.
 *
 * @param modifiedNanos since 1970, as the file system returned it
 */
record ObjectAttributes(
    long size,
    long modifiedNanos,
    String sha256,
    String contentType,
    @Nullable String cacheControl) {

  static long nanos(BasicFileAttributes file) {
    return file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  boolean describes(BasicFileAttributes file) {
    return file.size() == size && nanos(file) == modifiedNanos;
  }

  /** Lines of {@code name=value}; no value holds a line break. */
  String text() {
    return "size="
        + size
        + "\nmodified="
        + modifiedNanos
        + "\nsha256="
        + sha256
        + "\ncontent-type="
        + contentType
        + (cacheControl == null ? "\n" : "\ncache-control=" + cacheControl + "\n");
  }

  /** Parses the output of {@link #text()}; empty for any other text. */
  static Optional<ObjectAttributes> parse(String text) {
    Map<String, String> values = new TreeMap<>();
    text.lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(line ->
            values.put(
                line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    String size = values.getOrDefault("size", "");
    String modified = values.getOrDefault("modified", "");
    String sha256 = values.get("sha256");
    String contentType = values.get("content-type");
    boolean whole =
        text.endsWith("\n")
            && size.matches("\\d{1,18}")
            && modified.matches("-?\\d{1,18}|-?\\d{19}");
    if (!whole || sha256 == null || contentType == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ObjectAttributes(
            Long.parseLong(size),
            Long.parseLong(modified),
            sha256,
            contentType,
            values.get("cache-control")));
  }

  /**
   * Stores the attributes of a folder store's objects. Callers of write and delete methods hold the
   * key's lock; reads need no lock.
   */
  interface AttributePlace {
    /**
     * Returns the wanted place, or the attributes of the files if their file system supports them.
     */
    static AttributePlace of(
        Path hidden, Path temporary, Optional<FolderObjectStore.Attributes> wanted)
        throws IOException {
      boolean inTheFile =
          wanted.isPresent()
              ? wanted.get() == FolderObjectStore.Attributes.IN_THE_FILE
              : FileSystemAttributes.workIn(temporary);
      return inTheFile
          ? new FileSystemAttributes()
          : new SidecarAttributes(hidden.resolve("attributes"));
    }

    /**
     * Writes attributes before the file is moved to its key; until then readers see the old ones.
     */
    void write(String key, Path file, ObjectAttributes attributes) throws IOException;

    /** Reads the attributes that were written for this state of the key's file. */
    Optional<ObjectAttributes> read(String key, Path file, BasicFileAttributes state)
        throws IOException;

    /** Deletes the attributes of older states of the key's file. */
    void keepOnly(String key, BasicFileAttributes state) throws IOException;

    /** Deletes all attributes of a key whose file was deleted. */
    void forget(String key) throws IOException;
  }

  /** Stores attributes in a user-defined attribute of the file, which moves with the file. */
  static final class FileSystemAttributes implements AttributePlace {

    private static final String NAME = "audio-processor";

    /** More than the attributes need; file systems allow 4 KiB. */
    private static final int MAX_BYTES = 4096;

    /** Probes whether files in a folder can have attributes. */
    static boolean workIn(Path folder) throws IOException {
      Path trial = Files.createTempFile(folder, "attribute", ".tmp");
      try {
        UserDefinedFileAttributeView view = view(trial);
        if (view == null) {
          return false;
        }
        view.write(NAME, ByteBuffer.wrap(new byte[] {1}));
        return view.list().contains(NAME);
      } catch (FileSystemException unsupported) {
        return false;
      } finally {
        Files.delete(trial);
      }
    }

    @Override
    public void write(String key, Path file, ObjectAttributes attributes) throws IOException {
      UserDefinedFileAttributeView view = view(file);
      if (view == null) {
        throw new IOException("this file system does not support file attributes");
      }
      view.write(NAME, ByteBuffer.wrap(attributes.text().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<ObjectAttributes> read(String key, Path file, BasicFileAttributes state)
        throws IOException {
      UserDefinedFileAttributeView view = view(file);
      if (view == null || !view.list().contains(NAME)) {
        return Optional.empty();
      }
      // the file can be replaced between two calls, so reading the size first would be a race
      ByteBuffer text = ByteBuffer.allocate(MAX_BYTES);
      try {
        view.read(NAME, text);
      } catch (FileSystemException e) {
        if (view.list().contains(NAME)) {
          throw e;
        }
        return Optional.empty();
      }
      return ObjectAttributes.parse(
          new String(text.array(), 0, text.position(), StandardCharsets.UTF_8));
    }

    @Override
    public void keepOnly(String key, BasicFileAttributes state) {
      // older attributes were deleted with the older file
    }

    @Override
    public void forget(String key) {
      // they were deleted with the file
    }

    private static @Nullable UserDefinedFileAttributeView view(Path file) {
      return Files.getFileAttributeView(
          file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * Stores attributes in separate files, for file systems without file attributes. The name of such
   * a file contains the state of the object's file, so the visible object always has its own
   * attributes and the two moves appear atomic.
   */
  static final class SidecarAttributes implements AttributePlace {

    private final Path folder;

    SidecarAttributes(Path folder) {
      this.folder = folder;
    }

    @Override
    public void write(String key, Path file, ObjectAttributes attributes) throws IOException {
      Path sidecar = sidecar(key, attributes.size(), attributes.modifiedNanos());
      Files.createDirectories(folderOf(key));
      // no reader looks up this name before the object itself is moved
      Files.writeString(sidecar, attributes.text() + "key=" + key + "\n");
      LocalFiles.force(sidecar);
    }

    @Override
    public Optional<ObjectAttributes> read(String key, Path file, BasicFileAttributes state)
        throws IOException {
      try {
        return ObjectAttributes.parse(
            Files.readString(sidecar(key, state.size(), ObjectAttributes.nanos(state))));
      } catch (NoSuchFileException none) {
        return Optional.empty();
      }
    }

    @Override
    public void keepOnly(String key, BasicFileAttributes state) throws IOException {
      Path kept = sidecar(key, state.size(), ObjectAttributes.nanos(state));
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folderOf(key))) {
        for (Path sidecar : all) {
          if (!sidecar.equals(kept)) {
            Files.deleteIfExists(sidecar);
          }
        }
      }
    }

    @Override
    public void forget(String key) throws IOException {
      LocalFiles.delete(folderOf(key));
    }

    private Path folderOf(String key) {
      // a key can be longer than a file name
      String hash = Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }

    private Path sidecar(String key, long size, long modifiedNanos) {
      return folderOf(key).resolve(size + "-" + modifiedNanos);
    }
  }
}
