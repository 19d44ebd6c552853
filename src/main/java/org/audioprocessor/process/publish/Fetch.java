package org.audioprocessor.process.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Source;

/** Brings the raw file to local disk, once, and takes its size and checksum. */
public final class Fetch {
  private static final int BUFFER = 1 << 16;

  private Fetch() {}

  /** A file that is on local disk already; it stays where it is. */
  public static Source local(Path file, MediaLimits limits) throws ProcessingException {
    if (!Files.isRegularFile(file)) {
      throw new ProcessingException(
          FailureKind.RAW_MISSING,
          "“" + file.getFileName() + "” is not a file. Check its name and place.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > limits.bytes()) {
        throw new ProcessingException(
            FailureKind.OVER_LIMIT,
            "The file has %,d bytes; at most %,d are processed. Upload a compressed version."
                .formatted(size, limits.bytes()));
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return new Source(file, size, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw new ProcessingException(
          FailureKind.RAW_MISSING,
          "“" + file.getFileName() + "” cannot be read: check that you may read it.",
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
