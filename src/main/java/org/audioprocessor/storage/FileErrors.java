package org.audioprocessor.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.storage.StorageException.Kind;
import org.jspecify.annotations.Nullable;

/** Converts failures of the operating system to storage failures. */
public final class FileErrors {

  /** Linux and macOS: ENOSPC, EDQUOT; Windows: ERROR_DISK_FULL. Java has no type for them. */
  private static final List<String> FULL =
      List.of("no space left", "quota exceeded", "not enough space on the disk");

  public static final String INTERRUPTED = "the operation was interrupted.";

  private FileErrors() {}

  public static StorageException notFound(String key) {
    return new StorageException(Kind.NOT_FOUND, "There is no object “" + key + "”.");
  }

  /**
   * Converts a failure.
   *
   * @param what the beginning of the sentence, such as “x” could not be written
   */
  public static StorageException of(String what, IOException cause) {
    if (cause instanceof StorageException known) {
      return known;
    }
    if (isFull(cause)) {
      return full(what, cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new StorageException(
          Kind.DENIED, what + ": permission denied. Check the folder's permissions.", cause);
    }
    if (cause instanceof ClosedByInterruptException
        || cause instanceof FileLockInterruptionException) {
      return new StorageException(Kind.INTERRUPTED, what + ": " + INTERRUPTED, cause);
    }
    return new StorageException(Kind.IO, what + ": " + reason(cause) + ".", cause);
  }

  public static StorageException full(String what, @Nullable IOException cause) {
    return new StorageException(
        Kind.FULL, what + ": the disk is full. Free some space, then try again.", cause);
  }

  private static boolean isFull(IOException cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return FULL.stream().anyMatch(message::contains);
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException e && e.getReason() != null) {
      return e.getReason();
    }
    return cause instanceof FileSystemException || cause.getMessage() == null
        ? "the disk reported an error"
        : cause.getMessage();
  }
}
