package org.audioprocessor.storage.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.s3.client.S3Bucket;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Aborts incomplete multipart uploads. A killed process leaves them, they are invisible, and their
 * storage is charged. Only uploads of the program's own credentials are aborted; a new upload shows
 * how the store names these credentials. Uploads of the platform are not touched.
 */
final class S3Leftovers {

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
    // without permission to list no upload is begun, which a killed process would leave
    uploads(key);
    String sample =
        call(
                key,
                () -> bucket.client().createMultipartUpload(r -> r.bucket(bucket.name()).key(key)))
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
      LOG.info("the store does not name the initiator of uploads; incomplete ones are kept");
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
