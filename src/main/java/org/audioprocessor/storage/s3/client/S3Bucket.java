package org.audioprocessor.storage.s3.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.RetryCheck;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.s3.client.S3Clients.S3Pace;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3RetryStrategy.S3RetryScope;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket and its client; converts failures of the client. */
public record S3Bucket(S3Client client, S3Settings settings, S3Pace pace) {

  public String name() {
    return settings.bucket();
  }

  /** Runs one request and converts its failure. */
  public <T> T call(Doing doing, String key, Supplier<T> request) throws StorageException {
    try {
      return send(request);
    } catch (SdkException e) {
      throw failure(doing, key, e);
    } catch (UncheckedIOException e) {
      throw FileErrors.of(
          "The source of “" + key + "” could not be read",
          e.getCause() == null ? new IOException(e) : e.getCause());
    }
  }

  /**
   * Runs one request. If the caller's {@link RetryCheck} outlasts an outage, a request that an
   * outage has ended is sent again, however long the outage lasts.
   */
  public <T> T send(Supplier<T> request) {
    while (true) {
      long began = System.nanoTime();
      try {
        return request.get();
      } catch (SdkException e) {
        if (!isEndedByOutage(e, System.nanoTime() - began)) {
          throw e;
        }
      }
    }
  }

  /** Only requests that were retried for long are sent again, so this cannot be a busy loop. */
  private boolean isEndedByOutage(SdkException failure, long lastedNanos) {
    return lastedNanos >= settings.silence().toNanos()
        && pace.isUnreachable()
        && failure(Doing.READ, "", failure).kind() == StorageException.Kind.UNAVAILABLE
        && S3RetryScope.current().outlastsOutage();
  }

  public StorageException failure(Doing doing, String key, SdkException cause) {
    return S3Failures.of(name(), doing, key, cause);
  }
}
