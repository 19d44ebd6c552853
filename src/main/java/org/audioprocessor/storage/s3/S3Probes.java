package org.audioprocessor.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.s3.S3Put.Precondition;
import org.audioprocessor.storage.s3.client.S3Bucket;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Names of small objects of ours that ask a bucket what it can do. They lie below the first folder
 * of the key that the question is about, since permissions are granted by folder.
 */
public final class S3Probes {

  private static final String FOLDER = ".audio-processor/";
  private static final byte[] CONTENT =
      "Audio Processor tests here what it may do. This file can be deleted at any time.\n"
          .getBytes(UTF_8);

  private S3Probes() {}

  /** Empty, or ending at a slash. */
  static String folderOf(String key) {
    return key.substring(0, key.indexOf('/') + 1);
  }

  /** Stays; it can be read if anything in the folder can. */
  public static String readable(String folder) {
    return folder + FOLDER + "readable";
  }

  /** Goes when the question is answered. */
  static String passing(String folder) {
    byte[] name = new byte[8];
    ThreadLocalRandom.current().nextBytes(name);
    return folder + FOLDER + "probe-" + HexFormat.of().formatHex(name);
  }

  /**
   * Puts one as every other object is put: with its checksum as a header. One that the client works
   * out itself would follow the body, which Ceph refuses.
   */
  static PutObjectResponse put(S3Bucket bucket, String key, Precondition precondition) {
    BodyParts body = content(bucket.settings().checksums());
    BodyParts.Part part = body.parts().getFirst();
    return bucket
        .client()
        .putObject(
            r ->
                r.bucket(bucket.name())
                    .key(key)
                    .contentType("text/plain")
                    .checksumCRC32(part.crc32())
                    .contentMD5(part.md5())
                    .ifNoneMatch(precondition.ifNoneMatch())
                    .ifMatch(precondition.ifMatch()),
            S3Put.content(body, part));
  }

  private static BodyParts content(Checksums checksums) {
    try {
      return BodyParts.of(Body.of(CONTENT), CONTENT.length, checksums);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isProbe(String key) {
    return key.startsWith(FOLDER) || key.startsWith(folderOf(key) + FOLDER);
  }
}
