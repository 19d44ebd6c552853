package org.audioprocessor.storage.s3.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.audioprocessor.storage.RetryCheck;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.s3.client.S3Clients.S3Pace;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Retries each request independently, with exponential back-off and full jitter, until the call's
 * time limit. There is no quota for all requests: a store that fails some of its requests would
 * exhaust the client's own quota, and further requests would then fail without a retry.
 *
 * <p>A store that has not responded for a while counts as unreachable: the request fails, unless
 * its {@link RetryCheck} outlasts an outage. The check is called before each try.
 */
public final class S3RetryStrategy implements RetryStrategy {

  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(3);

  /** More than fit into a call; the time limit ends the retries. */
  private static final int MOST_TRIES = 1_000;

  /** For a store that is unreachable, or idle for a while. */
  private static final int TRIES_WITHOUT_ANSWERS = 6;

  /** For a refusal that the client retries because it has corrected its clock, and their kind. */
  private static final int TRIES_OF_A_REFUSAL = 6;

  private final StandardRetryStrategy standard;
  private final S3Pace pace;
  private final long callNanos;
  private final long silenceNanos;

  /** A request with all its tries. */
  private record Call(RetryToken token, long startNanos, int tries) implements RetryToken {}

  S3RetryStrategy(S3Settings settings, S3Pace pace) {
    this.pace = pace;
    callNanos = settings.callTimeout().toNanos();
    silenceNanos = settings.silence().toNanos();
    BackoffStrategy fullJitter = BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY);
    standard =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .circuitBreakerEnabled(false)
            .maxAttempts(MOST_TRIES)
            .backoffStrategy(fullJitter)
            .throttlingBackoffStrategy(fullJitter)
            .retryOnException(S3RetryStrategy::mayPass)
            .build();
  }

  /**
   * Statuses of proxies in front of a store, in addition to those of the client; and 200, which a
   * copy has whose failure comes later.
   */
  private static boolean mayPass(Throwable failure) {
    return failure instanceof SdkServiceException answer
        && switch (answer.statusCode()) {
          case 200, 408, 425, 429 -> true;
          case 501, 505, 507, 511 -> false;
          default -> answer.statusCode() >= 500;
        };
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    awaitTry(Duration.ZERO);
    AcquireInitialTokenResponse first = standard.acquireInitialToken(request);
    return AcquireInitialTokenResponse.create(
        new Call(first.token(), System.nanoTime(), 1), first.delay());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    Call call = (Call) request.token();
    note(request.failure());
    RefreshRetryTokenResponse next =
        standard.refreshRetryToken(request.toBuilder().token(call.token()).build());
    long now = System.nanoTime();
    long lasted = now - call.startNanos();
    boolean givesUp = isAway(call, lasted) && !S3RetryScope.current().outlastsOutage();
    boolean refused = isRefusal(request.failure()) && call.tries() >= TRIES_OF_A_REFUSAL;
    if (lasted + next.delay().toNanos() >= callNanos || givesUp || refused) {
      throw new TokenAcquisitionFailedException(
          "not retried after " + call.tries() + " tries", call, request.failure());
    }
    return RefreshRetryTokenResponse.create(
        new Call(next.token(), call.startNanos(), call.tries() + 1), awaitTry(next.delay()));
  }

  /**
   * Waits for the back-off under the caller's check.
   *
   * @return the remaining wait of the client
   */
  private static Duration awaitTry(Duration backOff) {
    try {
      if (S3RetryScope.current().maySendAfter(backOff)) {
        return Duration.ZERO;
      }
    } catch (InterruptedException e) {
      // the client's own wait then ends at once with this reason
      Thread.currentThread().interrupt();
      return backOff;
    }
    throw SdkClientException.create(
        "stopped between two tries",
        new StorageException(Kind.INTERRUPTED, "The request to the bucket was stopped."));
  }

  private void note(Throwable failure) {
    if (failure instanceof SdkException known && RetryUtils.isThrottlingException(known)) {
      pace.slowDown();
    }
    if (isRefusal(failure)) {
      pace.noteAnswer();
    }
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof SdkServiceException && !mayPass(failure);
  }

  private boolean isAway(Call call, long lasted) {
    return pace.isUnreachable()
        && (call.tries() >= TRIES_WITHOUT_ANSWERS || lasted >= 2 * silenceNanos);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    pace.answered();
    RetryToken token = request.token() instanceof Call call ? call.token() : request.token();
    return standard.recordSuccess(RecordSuccessRequest.create(token));
  }

  @Override
  public int maxAttempts() {
    return MOST_TRIES;
  }

  /** The standard strategy already contains the client's own conditions. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return standard.toBuilder();
  }

  /** Counts retried requests. */
  public static final class S3Retries implements MetricPublisher {

    private static final Set<String> UPLOADS =
        Set.of("PutObject", "UploadPart", "CreateMultipartUpload", "CompleteMultipartUpload");

    private final LongAdder uploads = new LongAdder();
    private final LongAdder all = new LongAdder();

    public long ofUploads() {
      return uploads.sum();
    }

    public long all() {
      return all.sum();
    }

    @Override
    public void publish(MetricCollection call) {
      int retries =
          call.metricValues(CoreMetric.RETRY_COUNT).stream().mapToInt(Integer::intValue).sum();
      all.add(retries);
      if (call.metricValues(CoreMetric.OPERATION_NAME).stream().anyMatch(UPLOADS::contains)) {
        uploads.add(retries);
      }
    }

    @Override
    public void close() {}
  }

  /** The {@link RetryCheck} of the requests that this thread sends. */
  public static final class S3RetryScope {

    /** Applies only the rules of the retry strategy. */
    public static final RetryCheck UNCHECKED = new RetryCheck() {};

    private static final ScopedValue<RetryCheck> CHECK = ScopedValue.newInstance();

    private S3RetryScope() {}

    public static RetryCheck current() {
      return CHECK.orElse(UNCHECKED);
    }

    /** Sends requests under a check, which applies to this thread only. */
    public static <T, X extends Throwable> T within(
        RetryCheck check, ScopedValue.CallableOp<? extends T, X> requests) throws X {
      return ScopedValue.where(CHECK, check).call(requests);
    }
  }
}
