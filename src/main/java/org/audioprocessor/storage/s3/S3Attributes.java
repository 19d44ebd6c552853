package org.audioprocessor.storage.s3;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.audioprocessor.io.MediaTypes;
import org.audioprocessor.storage.Encryption;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StoredObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The attributes of an object. SHA-256 and an id of the write are user metadata: the first verifies
 * downloads; the second shows, after a lost response, whether the current object is from this
 * write.
 */
public record S3Attributes(
    @Nullable String contentType,
    @Nullable String cacheControl,
    @Nullable String contentDisposition,
    @Nullable String contentEncoding,
    @Nullable String contentLanguage,
    Map<String, String> metadata) {

  private static final String SHA256 = "audioprocessor-sha256";
  private static final String WRITE = "audioprocessor-write";

  /** Returns the attributes of a new object. */
  static S3Attributes of(String key, PutOptions options) {
    String type = options.contentType() == null ? MediaTypes.of(key) : options.contentType();
    return new S3Attributes(type, options.cacheControl(), null, null, null, Map.of());
  }

  public static S3Attributes of(HeadObjectResponse head) {
    return new S3Attributes(
        head.contentType(),
        head.cacheControl(),
        head.contentDisposition(),
        withoutChunks(head.contentEncoding()),
        head.contentLanguage(),
        head.metadata());
  }

  /** Removes the transfer encoding, which Ceph 16 stores as a property of the object. */
  private static @Nullable String withoutChunks(@Nullable String encoding) {
    if (encoding == null || !encoding.contains("aws-chunked")) {
      return encoding;
    }
    String own =
        Arrays.stream(encoding.split(","))
            .map(String::strip)
            .filter(part -> !part.equals("aws-chunked"))
            .collect(Collectors.joining(","));
    return own.isEmpty() ? null : own;
  }

  /** Returns the attributes of a copy: those in the options, else those of the source. */
  S3Attributes changedBy(PutOptions options) {
    return new S3Attributes(
        options.contentType() == null ? contentType : options.contentType(),
        options.cacheControl() == null ? cacheControl : options.cacheControl(),
        contentDisposition,
        contentEncoding,
        contentLanguage,
        metadata);
  }

  /** Returns attributes with a new id of the write. */
  S3Attributes ofNewWrite(@Nullable String sha256) {
    Map<String, String> marked = new HashMap<>(metadata);
    marked.remove(SHA256);
    if (sha256 != null) {
      marked.put(SHA256, sha256);
    }
    byte[] name = new byte[12];
    Random random = ThreadLocalRandom.current();
    random.nextBytes(name);
    marked.put(WRITE, HexFormat.of().formatHex(name));
    return new S3Attributes(
        contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, marked);
  }

  /** Returns whether both are from the same write. */
  boolean isSameWrite(S3Attributes other) {
    String name = metadata.get(WRITE);
    return name != null && name.equals(other.metadata.get(WRITE));
  }

  @Nullable String sha256() {
    String hex = metadata.get(SHA256);
    return hex != null && hex.matches("[0-9a-f]{64}") ? hex : null;
  }

  StoredObject describe(String key, long size, String etag, Instant lastModified) {
    return new StoredObject(
        key, size, etag, sha256(), contentType, emptyToNull(cacheControl), lastModified);
  }

  static StoredObject describe(String key, HeadObjectResponse head) {
    return of(head).describe(key, head.contentLength(), head.eTag(), head.lastModified());
  }

  static StoredObject describe(S3Object listed) {
    return new StoredObject(
        listed.key(), listed.size(), listed.eTag(), null, null, null, listed.lastModified());
  }

  void applyTo(PutObjectRequest.Builder request, Encryption encryption) {
    request
        .contentType(contentType)
        .cacheControl(cacheControl)
        .contentDisposition(contentDisposition)
        .contentEncoding(contentEncoding)
        .contentLanguage(contentLanguage)
        .metadata(metadata)
        .serverSideEncryption(algorithm(encryption))
        .ssekmsKeyId(kmsKey(encryption));
  }

  void applyTo(CreateMultipartUploadRequest.Builder request, Encryption encryption) {
    request
        .contentType(contentType)
        .cacheControl(cacheControl)
        .contentDisposition(contentDisposition)
        .contentEncoding(contentEncoding)
        .contentLanguage(contentLanguage)
        .metadata(metadata)
        .serverSideEncryption(algorithm(encryption))
        .ssekmsKeyId(kmsKey(encryption));
  }

  void applyTo(CopyObjectRequest.Builder request, Encryption encryption) {
    request
        .contentType(contentType)
        .cacheControl(cacheControl)
        .contentDisposition(contentDisposition)
        .contentEncoding(contentEncoding)
        .contentLanguage(contentLanguage)
        .metadata(metadata)
        .serverSideEncryption(algorithm(encryption))
        .ssekmsKeyId(kmsKey(encryption));
  }

  private static @Nullable String algorithm(Encryption encryption) {
    return switch (encryption) {
      case Encryption.BucketDefault none -> null;
      case Encryption.S3Keys own -> "AES256";
      case Encryption.KmsKey kms -> "aws:kms";
    };
  }

  private static @Nullable String kmsKey(Encryption encryption) {
    return encryption instanceof Encryption.KmsKey kms ? kms.keyId() : null;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
