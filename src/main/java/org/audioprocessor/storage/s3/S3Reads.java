package org.audioprocessor.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Describes and reads objects. Limits the open streams, because each of them uses a connection. */
final class S3Reads {

  /** Tries for an object that is repeatedly written and deleted. */
  private static final int HEAD_TRIES = 3;

  private final S3Bucket bucket;
  private final S3Absence absence;
  private final Semaphore streams;

  S3Reads(S3Bucket bucket, S3Absence absence, int streamsAtOnce) {
    this.bucket = bucket;
    this.absence = absence;
    streams = new Semaphore(streamsAtOnce);
  }

  Optional<HeadObjectResponse> head(String key) throws StorageException {
    for (int attempt = 1; ; attempt++) {
      try {
        HeadObjectResponse answer =
            bucket.send(() -> bucket.client().headObject(r -> r.bucket(bucket.name()).key(key)));
        absence.noteReadable(key);
        return Optional.of(answer.contentLength() == null ? withLength(key, answer) : answer);
      } catch (S3Exception e) {
        if (e.statusCode() >= 500 || attempt == HEAD_TRIES) {
          throw bucket.failure(Doing.READ, key, e);
        }
        if (absence.isMissing(key, e)) {
          return Optional.empty();
        }
      } catch (SdkException e) {
        throw bucket.failure(Doing.READ, key, e);
      }
    }
  }

  /** A proxy that sends chunked responses omits the length; the response to a range states it. */
  private HeadObjectResponse withLength(String key, HeadObjectResponse head)
      throws StorageException {
    String range;
    try (var answer =
        bucket
            .client()
            .getObject(
                r -> r.bucket(bucket.name()).key(key).range("bytes=0-0").ifMatch(head.eTag()))) {
      answer.abort();
      range = String.valueOf(answer.response().contentRange());
    } catch (S3Exception e) {
      if (e.statusCode() != 416) {
        throw bucket.failure(Doing.READ, key, e);
      }
      range = "/0";
    } catch (SdkException e) {
      throw bucket.failure(Doing.READ, key, e);
    } catch (IOException e) {
      throw FileErrors.of("“" + key + "” could not be read", e);
    }
    String total = range.substring(range.indexOf('/') + 1);
    if (!total.matches("[0-9]{1,18}")) {
      throw new StorageException(
          Kind.REFUSED,
          "“"
              + key
              + "” could not be read: the bucket does not state its size. Let a proxy in front of"
              + " the bucket pass on the header Content-Length.");
    }
    return head.toBuilder().contentLength(Long.valueOf(total)).build();
  }

  InputStream open(String key) throws StorageException {
    return stream(key, 0, null, null).orElseThrow(() -> FileErrors.notFound(key));
  }

  /** Fails if the object has another version. */
  InputStream openVersion(String key, String etag) throws StorageException {
    return stream(key, 0, null, etag).orElseThrow(() -> FileErrors.notFound(key));
  }

  /** See {@link ObjectStore#get(String, long, long)}. */
  InputStream open(String key, long from, long toInclusive) throws StorageException {
    if (toInclusive < from) {
      if (head(key).isEmpty()) {
        throw FileErrors.notFound(key);
      }
      return InputStream.nullInputStream();
    }
    String last = toInclusive == Long.MAX_VALUE ? "" : String.valueOf(toInclusive);
    return stream(key, from, "bytes=" + from + "-" + last, null)
        .orElseGet(InputStream::nullInputStream);
  }

  /** Returns an empty stream if the range lies behind the end. */
  private Optional<InputStream> stream(
      String key, long from, @Nullable String range, @Nullable String etag)
      throws StorageException {
    acquire(key);
    AtomicBoolean released = new AtomicBoolean();
    Runnable release =
        () -> {
          if (released.compareAndSet(false, true)) {
            streams.release();
          }
        };
    try {
      ResponseInputStream<GetObjectResponse> answer =
          bucket
              .client()
              .getObject(r -> r.bucket(bucket.name()).key(key).range(range).ifMatch(etag));
      absence.noteReadable(key);
      return Optional.of(new S3ObjectStream(bucket, key, from, answer, release));
    } catch (S3Exception e) {
      release.run();
      if (e.statusCode() == 416) {
        return Optional.empty();
      }
      throw refused(key, e);
    } catch (SdkException e) {
      release.run();
      throw bucket.failure(Doing.READ, key, e);
    } catch (RuntimeException | Error e) {
      release.run();
      throw e;
    }
  }

  /** An object that is encrypted with a forbidden key can be described, but not read. */
  private StorageException refused(String key, S3Exception refusal) throws StorageException {
    if (refusal.statusCode() == 403 && head(key).isPresent()) {
      return bucket.failure(Doing.READ, key, refusal);
    }
    boolean unclear = refusal.statusCode() == 403 || refusal.statusCode() == 404;
    return unclear && absence.isMissingAfterGet(key, refusal)
        ? FileErrors.notFound(key)
        : bucket.failure(Doing.READ, key, refusal);
  }

  /** Waiting without limit would block a caller that holds the other streams itself. */
  private void acquire(String key) throws StorageException {
    try {
      long patienceMillis = bucket.settings().attemptTimeout().toMillis();
      if (!streams.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
        throw new StorageException(
            Kind.UNAVAILABLE,
            "“" + key + "” could not be read: too many other objects are being read. Try later.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          Kind.INTERRUPTED, "“" + key + "” could not be read: " + FileErrors.INTERRUPTED, e);
    }
  }
}
