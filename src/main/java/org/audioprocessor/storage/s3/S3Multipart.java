package org.audioprocessor.storage.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3RetryStrategy.S3RetryScope;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
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

  /**
   * Aborts incomplete multipart uploads. A killed process leaves them, they are invisible, and
   * their storage is charged. Only uploads of the program's own credentials are aborted; a new
   * upload shows how the store names these credentials. Uploads of the platform are not touched.
   */
  static final class S3Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(S3Leftovers.class);

    /** Longer than any upload takes. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);

    private final S3Bucket bucket;

    S3Leftovers(S3Bucket bucket) {
      this.bucket = bucket;
    }

    /** Returns the number of aborted uploads. */
    int sweep(String folder, Instant now) throws StorageException {
      String key = S3Probes.passing(folder);
      // fails without permission to list, so that no upload begins whose rest could not be found
      uploads(key);
      String sample =
          call(
                  key,
                  () ->
                      bucket.client().createMultipartUpload(r -> r.bucket(bucket.name()).key(key)))
              .uploadId();
      Optional<String> us;
      try {
        us =
            uploads(key).stream()
                .filter(upload -> upload.uploadId().equals(sample))
                .findFirst()
                .flatMap(S3Leftovers::initiator);
      } finally {
        abort(key, sample);
      }
      if (us.isEmpty()) {
        LOG.info("the bucket does not name the initiator of uploads; incomplete ones are kept");
        return 0;
      }
      return abortAll(us.get(), now.minus(GIVEN_UP_AFTER));
    }

    private int abortAll(String us, Instant before) throws StorageException {
      int aborted = 0;
      for (MultipartUpload upload : uploads("")) {
        boolean ours = initiator(upload).filter(us::equals).isPresent();
        if (ours && upload.initiated().isBefore(before)) {
          abort(upload.key(), upload.uploadId());
          aborted++;
        }
      }
      return aborted;
    }

    private List<MultipartUpload> uploads(String prefix) throws StorageException {
      return call(
          prefix,
          () ->
              bucket
                  .client()
                  .listMultipartUploadsPaginator(r -> r.bucket(bucket.name()).prefix(prefix))
                  .stream()
                  .map(ListMultipartUploadsResponse::uploads)
                  .flatMap(List::stream)
                  .toList());
    }

    private void abort(String key, String uploadId) throws StorageException {
      call(
          key,
          () ->
              bucket
                  .client()
                  .abortMultipartUpload(r -> r.bucket(bucket.name()).key(key).uploadId(uploadId)));
    }

    private <T> T call(String key, java.util.function.Supplier<T> request) throws StorageException {
      return bucket.call(Doing.SWEEP, key, request);
    }

    /** Removes the session name of an assumed role, which differs for each process. */
    private static Optional<String> initiator(MultipartUpload upload) {
      return Optional.ofNullable(upload.initiator())
          .map(who -> who.id())
          .filter(id -> !id.isEmpty())
          .map(id -> id.contains(":assumed-role/") ? id.substring(0, id.lastIndexOf('/')) : id);
    }
  }
}
