package org.audioprocessor.storage.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.s3.client.S3Bucket;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3RetryScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** Sends a large object in parts; aborts a failed upload, so that its parts are not charged. */
final class S3Multipart {

  private static final Logger LOG = LoggerFactory.getLogger(S3Multipart.class);

  private final S3Bucket bucket;
  private final String key;
  private final S3Attributes attributes;
  private final BodyParts body;
  private final S3Put.Precondition precondition;

  S3Multipart(
      S3Bucket bucket,
      String key,
      S3Attributes attributes,
      BodyParts body,
      S3Put.Precondition precondition) {
    this.bucket = bucket;
    this.key = key;
    this.attributes = attributes;
    this.body = body;
    this.precondition = precondition;
  }

  StoredObject send() throws StorageException {
    String uploadId = begin();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (BodyParts.Part part : body.parts()) {
        parts.add(send(uploadId, part, parts.size() + 1));
      }
      return complete(uploadId, parts);
    } catch (StorageException | RuntimeException e) {
      abort(uploadId, e);
      throw e;
    }
  }

  private String begin() throws StorageException {
    boolean newer = bucket.settings().checksums() == Checksums.ALWAYS;
    return bucket.call(
        Doing.STORE,
        key,
        () ->
            bucket
                .client()
                .createMultipartUpload(r -> {
                  r.bucket(bucket.name())
                      .key(key)
                      .checksumAlgorithm(newer ? ChecksumAlgorithm.CRC32 : null);
                  attributes.applyTo(r, bucket.settings().encryption());
                })
                .uploadId());
  }

  private CompletedPart send(String uploadId, BodyParts.Part part, int number)
      throws StorageException {
    String etag =
        bucket.call(
            Doing.STORE,
            key,
            () ->
                bucket
                    .client()
                    .uploadPart(
                        r ->
                            r.bucket(bucket.name())
                                .key(key)
                                .uploadId(uploadId)
                                .partNumber(number)
                                .checksumCRC32(part.crc32())
                                .contentMD5(part.md5()),
                        S3Put.content(body, part))
                    .eTag());
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(etag)
        .checksumCRC32(part.crc32())
        .build();
  }

  private StoredObject complete(String uploadId, List<CompletedPart> parts)
      throws StorageException {
    CompleteMultipartUploadResponse answer =
        bucket.call(
            Doing.STORE,
            key,
            () ->
                bucket
                    .client()
                    .completeMultipartUpload(r ->
                        r.bucket(bucket.name())
                            .key(key)
                            .uploadId(uploadId)
                            .ifNoneMatch(precondition.ifNoneMatch())
                            .ifMatch(precondition.ifMatch())
                            .multipartUpload(u -> u.parts(parts))));
    long size = body.parts().stream().mapToLong(BodyParts.Part::length).sum();
    Instant now = S3Put.date(answer.sdkHttpResponse().firstMatchingHeader("Date").orElse(""));
    return attributes.describe(key, size, answer.eTag(), now);
  }

  private void abort(String uploadId, Exception failure) {
    try {
      S3RetryScope.within(
          S3RetryScope.UNCHECKED,
          () ->
              bucket
                  .client()
                  .abortMultipartUpload(r -> r.bucket(bucket.name()).key(key).uploadId(uploadId)));
    } catch (NoSuchUploadException completedOrGone) {
      LOG.debug("nothing to abort for “{}”", key);
    } catch (SdkException e) {
      LOG.warn(
          "the parts of “{}” remain in the bucket: grant s3:AbortMultipartUpload, or let a"
              + " lifecycle rule remove incomplete uploads ({})",
          key,
          e.getMessage());
      failure.addSuppressed(e);
    }
  }
}
