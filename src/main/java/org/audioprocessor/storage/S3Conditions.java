package org.audioprocessor.storage;

import java.util.Optional;
import org.audioprocessor.storage.S3Failures.Doing;
import org.audioprocessor.storage.S3Put.Precondition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Whether a store obeys conditions of puts and copies. Some answer that they do not know them,
 * others ignore them without a word; so each is tried once, where it must be refused.
 */
final class S3Conditions {

  /** No object's etag. */
  private static final String OTHER = "\"00000000000000000000000000000000\"";

  private final S3Bucket bucket;
  private volatile @Nullable Support known;

  /** What the store obeys. */
  record Support(boolean puts, boolean copies) {}

  S3Conditions(S3Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Asked of the store once, with an object of ours that is there for a moment.
   *
   * @param folder where to put it: empty, or ending at a slash
   */
  Support support(String folder) throws StorageException {
    Support support = known;
    return support == null ? probe(folder) : support;
  }

  private synchronized Support probe(String folder) throws StorageException {
    Support earlier = known;
    if (earlier != null) {
      return earlier;
    }
    String key = S3Probes.passing(folder);
    bucket.call(Doing.STORE, key, () -> S3Probes.put(bucket, key, new Precondition(null, null)));
    try {
      boolean puts =
          isObeyed(Doing.STORE, key, () -> S3Probes.put(bucket, key, new Precondition("*", null)))
              && isObeyed(
                  Doing.STORE, key, () -> S3Probes.put(bucket, key, new Precondition(null, OTHER)));
      boolean copies =
          puts
              && isObeyed(Doing.COPY, key, () -> copyOntoItself(key, "*", null))
              && isObeyed(Doing.COPY, key, () -> copyOntoItself(key, null, OTHER));
      Support support = new Support(puts, copies);
      known = support;
      return support;
    } finally {
      bucket.call(
          Doing.DELETE,
          key,
          () -> bucket.client().deleteObject(r -> r.bucket(bucket.name()).key(key)));
    }
  }

  private boolean isObeyed(Doing doing, String key, Runnable write) throws StorageException {
    try {
      write.run();
      return false;
    } catch (S3Exception e) {
      Optional<Boolean> answer = answer(e);
      if (answer.isEmpty()) {
        throw bucket.failure(doing, key, e);
      }
      return answer.get();
    } catch (SdkException e) {
      throw bucket.failure(doing, key, e);
    }
  }

  private static Optional<Boolean> answer(S3Exception e) {
    return switch (e.statusCode()) {
      case 412, 409 -> Optional.of(true);
      case 400, 501 -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private void copyOntoItself(String key, @Nullable String ifNoneMatch, @Nullable String ifMatch) {
    bucket
        .client()
        .copyObject(r ->
            r.sourceBucket(bucket.name())
                .sourceKey(key)
                .destinationBucket(bucket.name())
                .destinationKey(key)
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("text/plain")
                .ifNoneMatch(ifNoneMatch)
                .ifMatch(ifMatch));
  }
}
