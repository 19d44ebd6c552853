package org.audioprocessor.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The size and the SHA-256 (lower-case hexadecimal) of what was copied. */
public record HashingCopy(long size, String sha256) {

  private static final int BLOCK = 64 * 1024;

  public static HashingCopy run(InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = newDigest("SHA-256");
    byte[] block = new byte[BLOCK];
    long size = 0;
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      digest.update(block, 0, n);
      out.write(block, 0, n);
      size += n;
    }
    return new HashingCopy(size, HexFormat.of().formatHex(digest.digest()));
  }

  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest("SHA-256").digest(bytes));
  }

  /** SHA-256 or MD5. */
  public static MessageDigest newDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      // every Java platform has both (java.security.MessageDigest)
      throw new IllegalStateException(e);
    }
  }
}
