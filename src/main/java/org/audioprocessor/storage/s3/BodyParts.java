package org.audioprocessor.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.audioprocessor.io.Digests;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Body.BoundedStream;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The checksums of a body, read once before it is sent, so that the store can reject changed bytes.
 *
 * @param parts at least one; none is longer than the requested length of a part
 */
record BodyParts(Body body, String sha256, List<Part> parts) {

  /**
   * The position and the checksum of one part.
   *
   * @param crc32 big-endian in Base64, as S3 requires; null: not computed
   * @param md5 in Base64; null: not computed
   */
  record Part(long offset, long length, @Nullable String crc32, @Nullable String md5) {}

  /** Reads the body and computes its checksums. */
  static BodyParts of(Body body, long partBytes, Checksums checksums) throws IOException {
    long length = body.length();
    MessageDigest whole = Digests.newDigest("SHA-256");
    List<Part> parts = new ArrayList<>();
    byte[] block = new byte[64 * 1024];
    try (InputStream in = body.open()) {
      long offset = 0;
      do {
        PartReading reading = new PartReading(offset, Math.min(partBytes, length - offset));
        parts.add(reading.run(in, block, whole, checksums));
        offset += reading.length;
      } while (offset < length);
      if (in.read() >= 0) {
        throw changed();
      }
    }
    return new BodyParts(body, HexFormat.of().formatHex(whole.digest()), parts);
  }

  /** The bytes of one part; the caller closes the stream. */
  InputStream open(Part part) throws IOException {
    InputStream in = body.open();
    try {
      in.skipNBytes(part.offset());
      return new BoundedStream(in, part.length());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static StorageException changed() {
    return new StorageException(
        Kind.CHECKSUM, "The source changed while it was read. Try it again.");
  }

  private record PartReading(long offset, long length) {
    Part run(InputStream in, byte[] block, MessageDigest whole, Checksums checksums)
        throws IOException {
      CRC32 crc = new CRC32();
      MessageDigest md5 = Digests.newDigest("MD5");
      boolean newer = checksums == Checksums.ALWAYS;
      for (long left = length; left > 0; ) {
        int n = in.read(block, 0, (int) Math.min(block.length, left));
        if (n < 0) {
          throw changed();
        }
        whole.update(block, 0, n);
        if (newer) {
          crc.update(block, 0, n);
        } else {
          md5.update(block, 0, n);
        }
        left -= n;
      }
      return newer
          ? new Part(offset, length, base64(crc.getValue()), null)
          : new Part(offset, length, null, Base64.getEncoder().encodeToString(md5.digest()));
    }

    private static String base64(long crc) {
      byte[] bytes = {(byte) (crc >> 24), (byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
      return Base64.getEncoder().encodeToString(bytes);
    }
  }
}
