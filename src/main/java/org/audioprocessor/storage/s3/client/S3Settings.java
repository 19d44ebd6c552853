package org.audioprocessor.storage.s3.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.Encryption;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.RetryCheck;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.s3.client.S3Clients.S3Pace;
import org.audioprocessor.storage.s3.client.S3Failures.Doing;
import org.audioprocessor.storage.s3.client.S3RetryStrategy.S3RetryScope;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket and the settings of its client, without credentials.
 *
 * @param endpoint of a store other than Amazon's; null: Amazon's for the region
 * @param region null: from the environment or the profile
 * @param pathStyle whether the bucket is in the path rather than in the host's name
 * @param attemptTimeout for one try of one request, until its answer begins
 * @param callTimeout for a request with all its tries
 */
public record S3Settings(
    String bucket,
    @Nullable URI endpoint,
    @Nullable String region,
    boolean pathStyle,
    Encryption encryption,
    Checksums checksums,
    Duration attemptTimeout,
    Duration callTimeout) {

  private static final int PART_OF_CALL_WITHOUT_ANSWERS = 15;

  /**
   * Checks bucket and endpoint.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  public S3Settings {
    if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]")) {
      throw new IllegalArgumentException(
          "“"
              + bucket
              + "” is no name of a bucket: 3 to 255 letters, digits, dots and hyphens, without"
              + " s3:// before it.");
    }
    if (endpoint != null && !isWeb(endpoint)) {
      throw new IllegalArgumentException(
          "The endpoint of the bucket must be an address such as https://storage.example.com.");
    }
  }

  /** Returns the settings of a bucket of Amazon S3, with the region of the environment. */
  public static S3Settings of(String bucket) {
    return new S3Settings(
        bucket,
        null,
        null,
        false,
        new Encryption.BucketDefault(),
        Checksums.ALWAYS,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5));
  }

  public S3Settings withEndpoint(@Nullable URI uri) {
    return new S3Settings(
        bucket, uri, region, pathStyle, encryption, checksums, attemptTimeout, callTimeout);
  }

  public S3Settings withRegion(@Nullable String name) {
    return new S3Settings(
        bucket, endpoint, name, pathStyle, encryption, checksums, attemptTimeout, callTimeout);
  }

  public S3Settings withPathStyle(boolean inPath) {
    return new S3Settings(
        bucket, endpoint, region, inPath, encryption, checksums, attemptTimeout, callTimeout);
  }

  public S3Settings withEncryption(Encryption wanted) {
    return new S3Settings(
        bucket, endpoint, region, pathStyle, wanted, checksums, attemptTimeout, callTimeout);
  }

  public S3Settings withChecksums(Checksums wanted) {
    return new S3Settings(
        bucket, endpoint, region, pathStyle, encryption, wanted, attemptTimeout, callTimeout);
  }

  /** Time without a response after which the store counts as unreachable: 20 s of 5 minutes. */
  public Duration silence() {
    return callTimeout.dividedBy(PART_OF_CALL_WITHOUT_ANSWERS);
  }

  /** Returns settings by which a store counts as unreachable sooner or later. */
  public S3Settings withSilence(Duration time) {
    return withTimeouts(attemptTimeout, time.multipliedBy(PART_OF_CALL_WITHOUT_ANSWERS));
  }

  public S3Settings withTimeouts(Duration attempt, Duration call) {
    return new S3Settings(
        bucket, endpoint, region, pathStyle, encryption, checksums, attempt, call);
  }

  private static boolean isWeb(URI uri) {
    return uri.getHost() != null
        && uri.getUserInfo() == null
        && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
  }

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
}
