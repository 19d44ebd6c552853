package org.audioprocessor.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.s3.S3Put.Precondition;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Creates small objects that probe the features of a bucket. They lie below the first folder of the
 * key in question, because permissions are granted by folder.
 */
public final class S3Probes {

  private static final String FOLDER = ".audio-processor/";
  private static final byte[] CONTENT =
      "Audio Processor tests its permissions here. This file can be deleted at any time.\n"
          .getBytes(UTF_8);

  private S3Probes() {}

  /** Returns the first folder of a key: empty, or ending with a slash. */
  static String folderOf(String key) {
    return key.substring(0, key.indexOf('/') + 1);
  }

  /** A permanent object that can be read if any object in the folder can be read. */
  public static String readable(String folder) {
    return folder + FOLDER + "readable";
  }

  /** A temporary object, deleted after the probe. */
  static String passing(String folder) {
    byte[] name = new byte[8];
    ThreadLocalRandom.current().nextBytes(name);
    return folder + FOLDER + "probe-" + HexFormat.of().formatHex(name);
  }

  /**
   * Puts a probe like every other object, with its checksum as a header. The client would send its
   * own checksum as a trailer, which Ceph rejects.
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
