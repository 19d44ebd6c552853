package org.audioprocessor.storage.s3.client;

import java.net.URI;
import java.time.Duration;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.Encryption;
import org.jspecify.annotations.Nullable;

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
}
