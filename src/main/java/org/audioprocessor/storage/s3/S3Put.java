package org.audioprocessor.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.s3.S3Conditions.EtagForm;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Sends one object in one request or, if it is large, in parts. */
final class S3Put {

  /** Larger objects are sent in parts. */
  static final long MOST_AT_ONCE_BYTES = 16L << 20;

  /** Small enough for the time-out of a try at 2.5 Mbit/s. */
  private static final long PART_BYTES = 8L << 20;

  private final S3Bucket bucket;
  private final String key;
  private final S3Attributes attributes;
  private final BodyParts body;
  private final Precondition precondition;

  /** A condition as headers. */
  record Precondition(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
    static Precondition of(Condition condition, EtagForm etags) {
      return switch (condition) {
        case Condition.None none -> new Precondition(null, null);
        case Condition.IfAbsent absent -> new Precondition("*", null);
        case Condition.IfMatch match -> new Precondition(null, etags.of(match.etag()));
      };
    }
  }

  private S3Put(
      S3Bucket bucket,
      String key,
      S3Attributes attributes,
      BodyParts body,
      Precondition precondition) {
    this.bucket = bucket;
    this.key = key;
    this.attributes = attributes;
    this.body = body;
    this.precondition = precondition;
  }

  /**
   * Reads the body once to compute its checksums.
   *
   * @throws StorageException CHECKSUM if the SHA-256 is not the expected one
   */
  static S3Put prepare(
      S3Bucket bucket,
      String key,
      S3Attributes attributes,
      Body body,
      PutOptions options,
      EtagForm etags)
      throws StorageException {
    try {
      long partBytes = body.length() > MOST_AT_ONCE_BYTES ? PART_BYTES : MOST_AT_ONCE_BYTES;
      BodyParts parts = BodyParts.of(body, partBytes, bucket.settings().checksums());
      if (options.sha256() != null && !options.sha256().equals(parts.sha256())) {
        throw new StorageException(
            Kind.CHECKSUM, "The bytes to store do not have the expected SHA-256.");
      }
      return new S3Put(
          bucket,
          key,
          attributes.ofNewWrite(parts.sha256()),
          parts,
          Precondition.of(options.condition(), etags));
    } catch (IOException e) {
      throw FileErrors.of("The source of “" + key + "” could not be read", e);
    }
  }

  /** The attributes of this write. */
  S3Attributes attributes() {
    return attributes;
  }

  StoredObject send() throws StorageException {
    return body.parts().size() == 1
        ? sendAtOnce(body.parts().getFirst())
        : new S3Multipart(bucket, key, attributes, body, precondition).send();
  }

  private StoredObject sendAtOnce(BodyParts.Part part) throws StorageException {
    PutObjectResponse answer =
        bucket.call(
            Doing.STORE,
            key,
            () ->
                bucket
                    .client()
                    .putObject(
                        r -> {
                          r.bucket(bucket.name())
                              .key(key)
                              .checksumCRC32(part.crc32())
                              .contentMD5(part.md5())
                              .ifNoneMatch(precondition.ifNoneMatch())
                              .ifMatch(precondition.ifMatch());
                          attributes.applyTo(r, bucket.settings().encryption());
                        },
                        content(body, part)));
    Instant now = date(answer.sdkHttpResponse().firstMatchingHeader("Date").orElse(""));
    return attributes.describe(key, part.length(), answer.eTag(), now);
  }

  /** Opens a new stream for every try. */
  static RequestBody content(BodyParts body, BodyParts.Part part) {
    return RequestBody.fromContentProvider(
        () -> open(body, part), part.length(), "application/octet-stream");
  }

  private static InputStream open(BodyParts body, BodyParts.Part part) {
    try {
      return body.open(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses the store's date; falls back to the local clock. */
  static Instant date(String header) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
    } catch (DateTimeParseException absentOrOdd) {
      return Instant.now();
    }
  }
}
