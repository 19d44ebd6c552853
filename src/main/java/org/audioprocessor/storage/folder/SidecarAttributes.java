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
 * In a small file of its own, for file systems without attributes. Its name says for which state of
 * the object's file it was written: at every instant the file that readers see has its own, so that
 * two moves look like one.
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
    // under a name that no reader looks up before the object itself is in place
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
    // a key can be longer than a file's name
    String hash = Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
    return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
  }

  private Path sidecar(String key, long size, long modifiedNanos) {
    return folderOf(key).resolve(size + "-" + modifiedNanos);
  }
}
