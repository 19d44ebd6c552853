package org.audioprocessor.storage.s3.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.s3.S3ObjectStore;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Builds the client with its time-outs, retries and connections. */
public final class S3Clients {

  /** For puts, open streams and short requests. */
  private static final int CONNECTIONS =
      S3ObjectStore.PUTS_AT_ONCE + S3ObjectStore.STREAMS_AT_ONCE + 32;

  /** “Expect: 100-continue” costs a round trip, which is worthwhile only for large bodies. */
  private static final long ASK_FIRST_BYTES = 1 << 20;

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private S3Clients() {}

  /**
   * Builds a client.
   *
   * @throws StorageException UNAVAILABLE if no region is set
   */
  public static S3Client open(
      S3Settings settings, AwsCredentialsProvider credentials, MetricPublisher retries, S3Pace pace)
      throws StorageException {
    boolean always = settings.checksums() == Checksums.ALWAYS;
    S3ClientBuilder builder =
        S3Client.builder()
            .credentialsProvider(credentials)
            .forcePathStyle(settings.pathStyle())
            .serviceConfiguration(c ->
                c.expectContinueThresholdInBytes(ASK_FIRST_BYTES)
                    // some stores save the chunked encoding as the object's encoding and serve it
                    .chunkedEncodingEnabled(false))
            .requestChecksumCalculation(
                always
                    ? RequestChecksumCalculation.WHEN_SUPPORTED
                    : RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(
                always
                    ? ResponseChecksumValidation.WHEN_SUPPORTED
                    : ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(defaults -> new S3Http(http(settings).buildWithDefaults(defaults)))
            .overrideConfiguration(c ->
                c.retryStrategy(new S3RetryStrategy(settings, pace))
                    .apiCallAttemptTimeout(settings.attemptTimeout())
                    .apiCallTimeout(settings.callTimeout())
                    .addMetricPublisher(retries));
    URI endpoint = settings.endpoint();
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    String region = settings.region();
    if (region != null) {
      builder.region(Region.of(region));
    }
    try {
      return builder.build();
    } catch (SdkClientException e) {
      return withoutRegion(builder, settings, e);
    }
  }

  /** Other stores have no regions, but a signature needs one. */
  private static S3Client withoutRegion(
      S3ClientBuilder builder, S3Settings settings, SdkClientException failure)
      throws StorageException {
    if (settings.endpoint() != null && settings.region() == null) {
      return builder.region(Region.US_EAST_1).build();
    }
    throw new StorageException(
        Kind.UNAVAILABLE,
        "The region of the bucket “"
            + settings.bucket()
            + "” is not known. Set it, or the variable AWS_REGION.",
        failure);
  }

  private static Apache5HttpClient.Builder http(S3Settings settings) {
    return Apache5HttpClient.builder()
        .maxConnections(CONNECTIONS)
        .connectionTimeout(
            CONNECT.compareTo(settings.attemptTimeout()) < 0 ? CONNECT : settings.attemptTimeout())
        .connectionAcquisitionTimeout(settings.attemptTimeout())
        .socketTimeout(settings.attemptTimeout())
        .tcpKeepAlive(true);
  }

  /**
   * Converts an interrupt while a thread waits for a connection: Apache's pool throws a {@link
   * CancellationException}, which the client would treat as an internal error.
   */
  private record S3Http(SdkHttpClient http) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      ExecutableHttpRequest prepared = http.prepareRequest(request);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          try {
            return prepared.call();
          } catch (CancellationException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                new InterruptedIOException("interrupted while waiting for a connection");
            interrupted.initCause(e);
            throw interrupted;
          }
        }

        @Override
        public void abort() {
          prepared.abort();
        }
      };
    }

    @Override
    public String clientName() {
      return http.clientName();
    }

    @Override
    public void close() {
      http.close();
    }
  }

  /**
   * Limits concurrent writes. A request of the store to slow down halves the limit, each response
   * increases it (additive increase, multiplicative decrease, RFC 5681).
   */
  public static final class S3Pace {

    private static final int FEWEST = 2;

    /** Requests that were sent before the limit was halved do not halve it again. */
    private static final long BETWEEN_CUTS_NANOS = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final long silenceNanos;
    private double allowed;
    private int running;
    private long lastCutNanos;
    private volatile long lastAnswerNanos;

    /**
     * Creates the pace of a store that counts as unreachable until its first response.
     *
     * @param most concurrent writes
     * @param silence time without a response after which the store is unreachable
     */
    public S3Pace(int most, Duration silence) {
      this.most = most;
      silenceNanos = silence.toNanos();
      allowed = most;
      lastCutNanos = System.nanoTime() - BETWEEN_CUTS_NANOS;
      lastAnswerNanos = System.nanoTime() - silenceNanos;
    }

    /** Waits for a permit, at most for this time; returns false if there is none. */
    public synchronized boolean tryAcquire(Duration longest) throws InterruptedException {
      long end = System.nanoTime() + longest.toNanos();
      while (running >= allowed()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      running++;
      return true;
    }

    public synchronized void release() {
      running--;
      notifyAll();
    }

    synchronized void slowDown() {
      long now = System.nanoTime();
      if (now - lastCutNanos >= BETWEEN_CUTS_NANOS) {
        lastCutNanos = now;
        allowed = Math.max(FEWEST, allowed / 2);
      }
    }

    synchronized void answered() {
      noteAnswer();
      allowed = Math.min(most, allowed + 1 / allowed);
      notifyAll();
    }

    /** The store has responded, even if it refused the request. */
    void noteAnswer() {
      lastAnswerNanos = System.nanoTime();
    }

    /** Whether the store has not responded for so long that it counts as unreachable. */
    boolean isUnreachable() {
      return System.nanoTime() - lastAnswerNanos >= silenceNanos;
    }

    /** The current limit of concurrent writes. */
    public synchronized int allowed() {
      return (int) allowed;
    }
  }
}
