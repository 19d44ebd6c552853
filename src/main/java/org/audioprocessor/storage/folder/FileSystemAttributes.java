package org.audioprocessor.storage.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores attributes in a user-defined attribute of the file, which moves with the file. */
final class FileSystemAttributes implements AttributePlace {

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
