package org.audioprocessor.storage.s3.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.audioprocessor.storage.FileErrors;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Converts failures of an S3 client (Amazon S3 API, "Error responses"). */
public final class S3Failures {

  /** The operation, and the permission that it needs. */
  public enum Doing {
    READ("could not be read", "s3:GetObject"),
    STORE("could not be stored", "s3:PutObject"),
    COPY("could not be copied", "s3:PutObject, and s3:GetObject on what is copied"),
    DELETE("could not be deleted", "s3:DeleteObject"),
    LIST("could not be listed", "s3:ListBucket"),
    SWEEP(
        "could not be searched for unfinished uploads",
        "s3:ListBucketMultipartUploads and s3:AbortMultipartUpload");

    private final String failed;
    private final String permission;

    Doing(String failed, String permission) {
      this.failed = failed;
      this.permission = permission;
    }
  }

  private S3Failures() {}

  static StorageException of(String bucket, Doing doing, String key, SdkException cause) {
    String what = "“" + key + "” " + doing.failed + ": ";
    return storeFailure(cause)
        .orElseGet(() ->
            cause instanceof S3Exception answer
                ? answered(new Situation(bucket, doing, key, what), answer)
                : unanswered(what, cause));
  }

  /** The bucket, the key and the operation of a failure. */
  private record Situation(String bucket, Doing doing, String key, String what) {
    StorageException failure(Kind kind, String why, S3Exception answer) {
      return new StorageException(kind, what + why, answer);
    }
  }

  /** Returns S3's error code; for a response without a body the status. */
  public static String code(S3Exception answer) {
    String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
    return code == null || code.isEmpty() ? String.valueOf(answer.statusCode()) : code;
  }

  public static StorageException denied(
      String bucket, Doing doing, String key, @Nullable Throwable why) {
    return new StorageException(
        Kind.DENIED,
        "“"
            + key
            + "” "
            + doing.failed
            + ": permission is missing. Grant "
            + doing.permission
            + " on the bucket “"
            + bucket
            + "” to this program's credentials (and, where a key of KMS encrypts it, use of that"
            + " key).",
        why);
  }

  public static StorageException changedMeanwhile(String key, @Nullable Throwable cause) {
    return new StorageException(
        Kind.PRECONDITION_FAILED, "“" + key + "” was changed by another writer.", cause);
  }

  private static StorageException answered(Situation at, S3Exception answer) {
    String code = code(answer);
    String refusal = S3Refusals.meaning(code, answer);
    if (refusal != null) {
      return at.failure(Kind.REFUSED, refusal, answer);
    }
    return switch (code) {
      case "NoSuchKey", "404" ->
          new StorageException(Kind.NOT_FOUND, "There is no object “" + at.key() + "”.", answer);
      case "PreconditionFailed", "412" -> changedMeanwhile(at.key(), answer);
      case "AccessDenied", "AllAccessDisabled", "AccountProblem", "403" ->
          denied(at.bucket(), at.doing(), at.key(), answer);
      case "NoSuchBucket" ->
          at.failure(
              Kind.UNAVAILABLE,
              "there is no bucket “" + at.bucket() + "”. Check its name and the endpoint.",
              answer);
      case "BadDigest",
          "InvalidDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch" ->
          at.failure(
              Kind.CHECKSUM,
              "the bucket received other bytes than were sent. Try again; if it fails repeatedly,"
                  + " the bucket does not support the newer checksums: set checksums to"
                  + " “required”.",
              answer);
      case "KeyTooLongError" ->
          at.failure(Kind.INVALID_KEY, "the name is too long for the bucket.", answer);
      case "InvalidObjectState" ->
          at.failure(Kind.DENIED, "it lies in an archive. Restore it in the bucket first.", answer);
      case "401", "Unauthorized", "407" ->
          at.failure(
              Kind.CREDENTIALS,
              "authentication is required ("
                  + code
                  + "). Check the AWS credentials, and those of a proxy on the way.",
              answer);
      default -> credentials(at, code, answer).orElseGet(() -> others(at, code, answer));
    };
  }

  private static Optional<StorageException> credentials(
      Situation at, String code, S3Exception answer) {
    String why =
        switch (code) {
          case "ExpiredToken",
              "ExpiredTokenException",
              "TokenRefreshRequired",
              "InvalidToken",
              "RequestExpired" ->
              "the AWS credentials have expired. Renew them (sign in again); work resumes by"
                  + " itself.";
          case "InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException" ->
              "the bucket does not know this access key. Check the AWS credentials.";
          case "SignatureDoesNotMatch" ->
              "the secret key is not the one of this access key. Check the AWS credentials.";
          case "RequestTimeTooSkewed" ->
              "the clock of this machine differs from the bucket's by minutes. Correct it.";
          default -> "";
        };
    if (why.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(at.failure(Kind.CREDENTIALS, why, answer));
  }

  private static StorageException others(Situation at, String code, S3Exception answer) {
    int status = answer.statusCode();
    if (isElsewhere(code, status)) {
      return at.failure(Kind.UNAVAILABLE, elsewhere(at.bucket(), answer), answer);
    }
    if (code.contains("QuotaExceeded") || code.contains("StorageFull") || status == 507) {
      return at.failure(Kind.FULL, "the bucket is full. Free some space, then try again.", answer);
    }
    if (code.startsWith("KMS.")) {
      return at.failure(
          Kind.DENIED,
          "the key management service refuses ("
              + code.replace("Exception", "")
              + "). Check the key and who may use it.",
          answer);
    }
    if (status >= 500
        || status == 429
        || status == 408
        || status == 425
        || status == 200
        || code.equals("RequestTimeout")) {
      return at.failure(
          Kind.UNAVAILABLE,
          "the bucket is temporarily unavailable (" + status + ", " + code + "). Try again later.",
          answer);
    }
    return at.failure(
        Kind.UNAVAILABLE,
        "the bucket rejects the request ("
            + status
            + ", "
            + code
            + "). For a store other than Amazon's, set checksums to “required”, and check the"
            + " endpoint and path style.",
        answer);
  }

  private static boolean isElsewhere(String code, int status) {
    return status == 301
        || status == 307
        || code.equals("AuthorizationHeaderMalformed")
        || code.equals("IllegalLocationConstraintException");
  }

  private static String elsewhere(String bucket, S3Exception answer) {
    String region =
        answer.awsErrorDetails() == null
            ? ""
            : answer
                .awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader("x-amz-bucket-region")
                .orElse("");
    return "the bucket “"
        + bucket
        + "” lies in another region. Set its region"
        + (region.isEmpty() ? "." : " to " + region + ".");
  }

  private static StorageException unanswered(String what, SdkException cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof AbortedException || Thread.currentThread().isInterrupted()) {
      return new StorageException(Kind.INTERRUPTED, what + FileErrors.INTERRUPTED, cause);
    }
    if (message.contains("Unable to load credentials")) {
      return new StorageException(
          Kind.CREDENTIALS,
          what
              + "no valid AWS credentials were found. Sign in, or give a profile, a role or the"
              + " variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
          cause);
    }
    if (message.toLowerCase(Locale.ROOT).contains("checksum")) {
      return new StorageException(
          Kind.CHECKSUM, what + "the bytes changed during the transfer. Try again.", cause);
    }
    return new StorageException(Kind.UNAVAILABLE, what + unreachable(cause), cause);
  }

  private static String unreachable(SdkException cause) {
    if (cause instanceof ApiCallTimeoutException
        || cause instanceof ApiCallAttemptTimeoutException
        || causeOf(cause, SocketTimeoutException.class).isPresent()) {
      return "the bucket did not respond in time. Check the network; work resumes by itself.";
    }
    if (causeOf(cause, UnknownHostException.class).isPresent()) {
      return "the bucket's address is unknown. Check the endpoint, the region and the network.";
    }
    if (causeOf(cause, SSLException.class).isPresent()) {
      return "no secure connection could be established. Check the endpoint and its certificate.";
    }
    return "the bucket cannot be reached. Check the endpoint and the network; work resumes by"
        + " itself.";
  }

  /** A body that is read from a store may fail with a storage failure itself. */
  private static Optional<StorageException> storeFailure(SdkException cause) {
    return causeOf(cause, StorageException.class);
  }

  static <T extends IOException> Optional<T> causeOf(Throwable failure, Class<T> wanted) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (wanted.isInstance(one)) {
        return Optional.of(wanted.cast(one));
      }
    }
    return Optional.empty();
  }
}
