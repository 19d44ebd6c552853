package org.audioprocessor.process.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.io.Digests;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Source;

/** Brings the raw file to local disk, once, and takes its size and checksum. */
public final class Fetch {
  private Fetch() {}

  /** Reads a file that is on local disk; it is not copied. */
  public static Source local(Path file, MediaLimits limits) throws ProcessingException {
    if (!Files.isRegularFile(file)) {
      throw new ProcessingException(
          FailureKind.RAW_MISSING,
          "“" + file.getFileName() + "” is not a file. Check its name and its folder.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > limits.bytes()) {
        throw new ProcessingException(
            FailureKind.OVER_LIMIT,
            "The file has %,d bytes; at most %,d are processed. Upload a compressed version."
                .formatted(size, limits.bytes()));
      }
      return new Source(file, size, Digests.sha256(in));
    } catch (IOException e) {
      throw new ProcessingException(
          FailureKind.RAW_MISSING,
          "“" + file.getFileName() + "” cannot be read: check that you may read it.",
          e);
    }
  }
}
