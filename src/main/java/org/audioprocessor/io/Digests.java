package org.audioprocessor.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal digits. */
public final class Digests {
  private static final int BLOCK_BYTES = 64 * 1024;

  private Digests() {}

  /** The size and the SHA-256 of a copied stream. */
  public record Copy(long size, String sha256) {}

  /** Copies a stream to its end and closes neither. */
  public static Copy copy(InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = newDigest("SHA-256");
    byte[] block = new byte[BLOCK_BYTES];
    long size = 0;
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      digest.update(block, 0, n);
      out.write(block, 0, n);
      size += n;
    }
    return new Copy(size, HexFormat.of().formatHex(digest.digest()));
  }

  /** Reads a stream to its end and does not close it. */
  public static String sha256(InputStream in) throws IOException {
    return copy(in, OutputStream.nullOutputStream()).sha256();
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest("SHA-256").digest(bytes));
  }

  /**
   * Returns a new digest.
   *
   * @param algorithm SHA-256 or MD5, which every Java platform has ({@link MessageDigest})
   */
  public static MessageDigest newDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
