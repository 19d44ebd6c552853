package org.audioprocessor.desktop.work;

import java.io.IOException;
import java.nio.file.Path;
import org.audioprocessor.hls.Ladder;

/** Downloads a published rendition into a file. */
public interface Downloads {
  /**
   * Returns the rungs that were published of an upload's track. Waits for the bucket.
   *
   * @throws IOException with a sentence for the user
   */
  Ladder ladder(String fileName) throws IOException;

  /**
   * Waits for the bucket; the target is replaced only by a complete file.
   *
   * @param rendition {@code m4a}, or a rung
   * @throws IOException with a sentence for the user
   */
  void download(String fileName, String rendition, Path target) throws IOException;
}
