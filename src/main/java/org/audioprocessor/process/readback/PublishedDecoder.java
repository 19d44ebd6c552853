package org.audioprocessor.process.readback;

import java.nio.file.Path;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.verify.M4aFacts;

/** Decodes published files. Files in a bucket are untrusted. */
public interface PublishedDecoder {
  /**
   * Decodes and measures a rung.
   *
   * @param file the segments, one after the other
   * @throws ProcessingException if decoding failed or was cancelled
   */
  RungSound listen(PublishedRung rung, Path file, CancelToken cancel, Progress progress)
      throws ProcessingException;

  /**
   * Reads an M4A without decoding it.
   *
   * @throws ProcessingException if it is damaged, or was cancelled
   */
  M4aFacts m4a(Path file, CancelToken cancel) throws ProcessingException;

  /** Decodes in this process, which a crash of the decoder ends. */
  static PublishedDecoder inProcess() {
    return new InProcessDecoder();
  }
}
