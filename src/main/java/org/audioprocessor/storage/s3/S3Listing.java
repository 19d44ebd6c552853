package org.audioprocessor.storage.s3;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.s3.client.S3Failures;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Lists a bucket and probes whether listing is allowed. */
final class S3Listing {

  private final S3Bucket bucket;
  private volatile @Nullable Boolean allowed;

  S3Listing(S3Bucket bucket) {
    this.bucket = bucket;
  }

  /** Probes the store once. */
  boolean isAllowed() throws StorageException {
    Boolean known = allowed;
    if (known != null) {
      return known;
    }
    try {
      bucket.client().listObjectsV2(r -> r.bucket(bucket.name()).maxKeys(1));
      allowed = true;
    } catch (S3Exception e) {
      if (!S3Failures.code(e).equals("AccessDenied")) {
        throw bucket.failure(Doing.LIST, bucket.name(), e);
      }
      allowed = false;
    } catch (SdkException e) {
      throw bucket.failure(Doing.LIST, bucket.name(), e);
    }
    return Boolean.TRUE.equals(allowed);
  }

  /** Lists objects; fetches the first page before it returns. */
  Stream<StoredObject> of(String prefix) throws StorageException {
    Pages pages = new Pages(prefix);
    pages.fetch();
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  private final class Pages implements Iterator<StoredObject> {
    private final String prefix;
    private final Deque<StoredObject> page = new ArrayDeque<>();
    private @Nullable String next;
    private boolean isLast;

    Pages(String prefix) {
      this.prefix = prefix;
    }

    void fetch() throws StorageException {
      ListObjectsV2Response answer =
          bucket.call(
              Doing.LIST,
              prefix,
              () ->
                  bucket
                      .client()
                      .listObjectsV2(
                          r -> r.bucket(bucket.name()).prefix(prefix).continuationToken(next)));
      answer.contents().stream()
          .map(S3Attributes::describe)
          .filter(object -> !S3Probes.isProbe(object.key()))
          .forEach(page::add);
      next = answer.nextContinuationToken();
      isLast = !Boolean.TRUE.equals(answer.isTruncated());
    }

    @Override
    public boolean hasNext() {
      try {
        while (page.isEmpty() && !isLast) {
          fetch();
        }
        return !page.isEmpty();
      } catch (StorageException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public StoredObject next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.remove();
    }
  }
}
