package org.audioprocessor.storage.s3;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.s3.client.S3Failures;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes objects under conditions. If the store does not obey them, the current object is checked
 * before the write; a concurrent write between the two requests is then overwritten.
 */
final class S3Writes {

  /** A store may answer 409 to all of several concurrent writes. */
  private static final int TRIES = 6;

  private static final Duration MOST_PAUSE = Duration.ofMillis(200);

  private final S3Bucket bucket;
  private final S3Reads reads;
  private final S3Conditions conditions;

  S3Writes(S3Bucket bucket, S3Reads reads, S3Conditions conditions) {
    this.bucket = bucket;
    this.reads = reads;
    this.conditions = conditions;
  }

  /** A write that may be sent more than once. */
  interface Send {
    StoredObject run() throws StorageException;
  }

  StoredObject put(String key, S3Attributes attributes, Body body, PutOptions options)
      throws StorageException {
    boolean conditional = !(options.condition() instanceof Condition.None);
    S3Conditions.Support support =
        conditional ? conditions.support(S3Probes.folderOf(key)) : S3Conditions.NOT_NEEDED;
    Condition asked = support.puts() ? options.condition() : Condition.none();
    S3Put put =
        S3Put.prepare(bucket, key, attributes, body, options.withCondition(asked), support.etags());
    if (conditional && !support.puts()) {
      requireState(key, options.condition());
    }
    return write(key, put.attributes(), options.condition(), put::send);
  }

  /** Checks the condition against the current object. */
  private void requireState(String key, Condition condition) throws StorageException {
    Optional<String> etag = reads.head(key).map(HeadObjectResponse::eTag);
    boolean holds =
        switch (condition) {
          case Condition.None none -> true;
          case Condition.IfAbsent absent -> etag.isEmpty();
          case Condition.IfMatch match -> etag.filter(match.etag()::equals).isPresent();
        };
    if (!holds) {
      throw S3Failures.changedMeanwhile(key, null);
    }
  }

  /** Sends a write and, if the response is ambiguous, reads the outcome from the store. */
  StoredObject write(String key, S3Attributes attributes, Condition condition, Send send)
      throws StorageException {
    for (int attempt = 1; ; attempt++) {
      try {
        return send.run();
      } catch (StorageException e) {
        if (isConflict(e) && attempt < TRIES) {
          pause(key);
        } else if (isUnclear(e, condition)) {
          return ownWrite(key, attributes, condition, e);
        } else {
          throw e;
        }
      }
    }
  }

  /** Returns whether the current object must be read to learn the outcome. */
  private static boolean isUnclear(StorageException e, Condition condition) {
    return switch (e.kind()) {
      case PRECONDITION_FAILED -> true;
      // some stores answer so if an etag must match and there is no object
      case NOT_FOUND, DENIED -> condition instanceof Condition.IfMatch;
      default -> isConflict(e) || isAnswered(e, "NoSuchUpload");
    };
  }

  /**
   * A try can succeed although its response is lost; the retry is then rejected because of the
   * object that the first try wrote.
   */
  private StoredObject ownWrite(
      String key, S3Attributes attributes, Condition condition, StorageException e)
      throws StorageException {
    Optional<HeadObjectResponse> now = reads.head(key);
    if (now.filter(head -> S3Attributes.of(head).isSameWrite(attributes)).isPresent()) {
      return S3Attributes.describe(key, now.get());
    }
    boolean gone = now.isEmpty() && condition instanceof Condition.IfMatch;
    throw gone || isConflict(e) ? S3Failures.changedMeanwhile(key, e) : e;
  }

  private static boolean isConflict(StorageException e) {
    return e.getCause() instanceof S3Exception answer && answer.statusCode() == 409;
  }

  private static boolean isAnswered(StorageException e, String code) {
    return e.getCause() instanceof S3Exception answer && S3Failures.code(answer).equals(code);
  }

  private static void pause(String key) throws StorageException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(MOST_PAUSE.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          Kind.INTERRUPTED, "“" + key + "” could not be stored: " + FileErrors.INTERRUPTED, e);
    }
  }
}
