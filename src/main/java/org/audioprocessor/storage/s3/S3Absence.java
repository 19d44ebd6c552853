package org.audioprocessor.storage.s3;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.s3.S3Put.Precondition;
import org.audioprocessor.storage.s3.client.S3Failures;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3Refusals;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Distinguishes a missing object, a forbidden one and a missing bucket. Without permission to list,
 * S3 answers 403 for the first two, and the response to a HEAD has no body with details; a wrong
 * “missing” would fail a good upload. So 403 means missing only if a probe object in the same
 * folder can be read at that time.
 */
final class S3Absence {

  /** Time for which a successful read proves the permission to read. */
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private final S3Bucket bucket;
  private final S3Listing listing;
  private final Map<String, Long> lastReadNanos = new ConcurrentHashMap<>();
  private volatile long lastThereNanos;

  S3Absence(S3Bucket bucket, S3Listing listing) {
    this.bucket = bucket;
    this.listing = listing;
    lastThereNanos = System.nanoTime() - FRESH_NANOS;
  }

  /** Records that a request succeeded, so the bucket exists. */
  void noteThere() {
    lastThereNanos = System.nanoTime();
  }

  /** Records that a request was denied, so the next 403 is examined. */
  void noteRefused() {
    lastThereNanos = System.nanoTime() - FRESH_NANOS;
  }

  /** Records that an object was read or described. */
  void noteReadable(String key) {
    lastReadNanos.put(S3Probes.folderOf(key), System.nanoTime());
    noteThere();
  }

  /**
   * Returns whether the object is missing; false if it exists after all.
   *
   * @param refusal the response to a HEAD
   * @throws StorageException if the refusal has another cause
   */
  boolean isMissing(String key, S3Exception refusal) throws StorageException {
    // the response to a HEAD does not distinguish a missing object from a missing bucket
    if (refusal.statusCode() == 404 && System.nanoTime() - lastThereNanos < FRESH_NANOS) {
      return true;
    }
    try (var answer =
        bucket.client().getObject(r -> r.bucket(bucket.name()).key(key).range("bytes=0-0"))) {
      answer.abort();
      return false;
    } catch (S3Exception e) {
      return e.statusCode() != 416 && isMissingAfterGet(key, e);
    } catch (SdkException e) {
      throw bucket.failure(Doing.READ, key, e);
    } catch (java.io.IOException e) {
      throw FileErrors.of("“" + key + "” could not be read", e);
    }
  }

  /** Returns the same for the response to a GET, which has an error code. */
  boolean isMissingAfterGet(String key, S3Exception refusal) throws StorageException {
    String code = S3Failures.code(refusal);
    noteRefused();
    if (S3Refusals.meaning(code, refusal) != null) {
      throw bucket.failure(Doing.READ, key, refusal);
    }
    return switch (code) {
      case "NoSuchKey" -> {
        noteReadable(key);
        yield true;
      }
      case "AccessDenied", "403" -> {
        if (listing.isAllowed() || !isReadable(S3Probes.folderOf(key))) {
          throw S3Failures.denied(bucket.name(), Doing.READ, key, refusal);
        }
        yield true;
      }
      default -> throw bucket.failure(Doing.READ, key, refusal);
    };
  }

  private synchronized boolean isReadable(String folder) throws StorageException {
    String probe = S3Probes.readable(folder);
    if (isFresh(folder) || canRead(probe)) {
      return true;
    }
    return canPut(probe) && canRead(probe);
  }

  /** If writing the probe is denied too, the original refusal is reported. */
  private boolean canPut(String probe) throws StorageException {
    try {
      bucket.call(
          Doing.STORE, probe, () -> S3Probes.put(bucket, probe, new Precondition(null, null)));
      return true;
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.DENIED) {
        return false;
      }
      throw e;
    }
  }

  private boolean canRead(String key) throws StorageException {
    try {
      GetObjectResponse answer =
          bucket.client().getObjectAsBytes(r -> r.bucket(bucket.name()).key(key)).response();
      noteReadable(key);
      return answer.sdkHttpResponse().isSuccessful();
    } catch (S3Exception e) {
      if (e.statusCode() == 404 || S3Failures.code(e).equals("AccessDenied")) {
        return false;
      }
      throw bucket.failure(Doing.READ, key, e);
    } catch (SdkException e) {
      throw bucket.failure(Doing.READ, key, e);
    }
  }

  private boolean isFresh(String folder) {
    Long read = lastReadNanos.get(folder);
    return read != null && System.nanoTime() - read < FRESH_NANOS;
  }
}
