package org.audioprocessor.storage.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.RetryCheck;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.s3.S3Put.Precondition;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3RetryStrategy.S3RetryScope;
import org.audioprocessor.storage.s3.client.S3Settings.S3Bucket;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Probes whether a store obeys conditions of puts and copies. Some stores report that they do not
 * support them, others ignore them silently or reject conditions that hold. So each is tried once
 * where it must be rejected and once where it must pass.
 */
final class S3Conditions {

  /** An etag that no object has. */
  private static final String OTHER = "\"00000000000000000000000000000000\"";

  private final S3Bucket bucket;
  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Support known;

  /**
   * The conditions that the store obeys.
   *
   * @param etags the form of an etag in a condition
   */
  record Support(boolean puts, boolean copies, EtagForm etags) {}

  /** RFC 9110, section 8.8.3, has an etag in quotes; Ceph 16 compares it without. */
  enum EtagForm {
    AS_GIVEN,
    BARE;

    String of(String etag) {
      return this == BARE ? etag.replace("\"", "") : etag;
    }
  }

  /** For requests without a condition. */
  static final Support NOT_NEEDED = new Support(true, true, EtagForm.AS_GIVEN);

  S3Conditions(S3Bucket bucket) {
    this.bucket = bucket;
  }

  /** Returns whether the store was probed. */
  boolean isKnown() {
    return known != null;
  }

  /**
   * Probes the store once, with a temporary object.
   *
   * @param folder the folder of the object: empty, or ending with a slash
   */
  Support support(String folder) throws StorageException {
    Support support = known;
    if (support != null) {
      return support;
    }
    String key = S3Probes.passing(folder);
    Support found = probe(key);
    if (tried.remove(key)) {
      bucket.call(
          Doing.DELETE,
          key,
          () -> bucket.client().deleteObject(r -> r.bucket(bucket.name()).key(key)));
    }
    return found;
  }

  /** Other threads wait for the result, but not for the deletion of the object. */
  private synchronized Support probe(String key) throws StorageException {
    Support earlier = known;
    if (earlier != null) {
      return earlier;
    }
    tried.add(key);
    String etag =
        bucket
            .call(Doing.STORE, key, () -> S3Probes.put(bucket, key, new Precondition(null, null)))
            .eTag();
    Support support = support(key, etag);
    known = support;
    return support;
  }

  private Support support(String key, String etag) throws StorageException {
    List<Boolean> refused =
        together(
            List.of(
                () ->
                    isRefused(
                        Doing.STORE,
                        key,
                        () -> S3Probes.put(bucket, key, new Precondition("*", null))),
                () ->
                    isRefused(
                        Doing.STORE,
                        key,
                        () -> S3Probes.put(bucket, key, new Precondition(null, OTHER)))));
    if (refused.contains(false)) {
      return new Support(false, false, EtagForm.AS_GIVEN);
    }
    for (EtagForm form : EtagForm.values()) {
      Precondition met = new Precondition(null, form.of(etag));
      AtomicReference<String> now = new AtomicReference<>(etag);
      if (!isRefused(Doing.STORE, key, () -> now.set(S3Probes.put(bucket, key, met).eTag()))) {
        return new Support(true, copies(key, form.of(now.get())), form);
      }
    }
    return new Support(false, false, EtagForm.AS_GIVEN);
  }

  private boolean copies(String key, String etag) throws StorageException {
    List<Boolean> refused =
        together(
            List.of(
                () -> isRefused(Doing.COPY, key, () -> copyOntoItself(key, "*", null)),
                () -> isRefused(Doing.COPY, key, () -> copyOntoItself(key, null, OTHER))));
    return !refused.contains(false)
        && !isRefused(Doing.COPY, key, () -> copyOntoItself(key, null, etag));
  }

  private static List<Boolean> together(List<Callable<Boolean>> questions) throws StorageException {
    RetryCheck check = S3RetryScope.current();
    List<Callable<Boolean>> checked = new ArrayList<>();
    questions.forEach(one -> checked.add(() -> S3RetryScope.within(check, one::call)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Boolean> answers = new ArrayList<>();
      for (Future<Boolean> answer : threads.invokeAll(checked)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          StorageException.Kind.INTERRUPTED,
          "The bucket's features could not be probed: " + FileErrors.INTERRUPTED,
          e);
    }
  }

  /** Returns whether the store rejects the condition; other failures mean no support. */
  private boolean isRefused(Doing doing, String key, Runnable write) throws StorageException {
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
