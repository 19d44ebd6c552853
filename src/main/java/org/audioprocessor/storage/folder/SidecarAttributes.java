package org.audioprocessor.storage.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.audioprocessor.io.Digests;
import org.audioprocessor.io.FileTrees;
import org.audioprocessor.io.Fsync;

/**
 * Stores attributes in separate files, for file systems without file attributes. The name of such a
 * file contains the state of the object's file, so the visible object always has its own attributes
 * and the two moves appear atomic.
 */
final class SidecarAttributes implements AttributePlace {

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
    Fsync.file(sidecar);
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
    FileTrees.delete(folderOf(key));
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
