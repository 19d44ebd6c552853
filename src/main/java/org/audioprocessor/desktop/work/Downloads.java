package org.audioprocessor.desktop.work;

import java.io.IOException;
import java.nio.file.Path;

/** Downloads a published rendition into a file. */
@FunctionalInterface
public interface Downloads {
  /**
   * Waits for the bucket; the target is replaced only by a complete file.
   *
   * @param rendition {@code m4a}, or a rung
   * @throws IOException with a sentence for the user
   */
  void download(String fileName, String rendition, Path target) throws IOException;
}
