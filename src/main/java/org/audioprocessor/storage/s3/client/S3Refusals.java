package org.audioprocessor.storage.s3.client;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Recognises responses that a retry does not change: limits and rules of the store or of a proxy,
 * gateway or firewall in front of it (RFC 9110, section 15).
 */
public final class S3Refusals {

  /** Statuses with a meaning in S3 that pages of proxies may have too. */
  private static final Set<Integer> OF_ANYBODY = Set.of(400, 403, 404, 409, 412);

  private S3Refusals() {}

  /**
   * Explains a refusal and its remedy.
   *
   * @return null if the response is not a refusal
   */
  static @Nullable public String meaning(String code, S3Exception answer) {
    int status = answer.statusCode();
    if (OF_ANYBODY.contains(status) && isForeign(answer)) {
      return foreign(status);
    }
    Refusal refusal = ofCode(code);
    if (refusal == null) {
      refusal = ofStatus(status);
    }
    return refusal == null
        ? null
        : "the bucket " + refusal.says + " (" + named(status, code) + "). " + refusal.remedy;
  }

  /** S3 explains an error in an XML document; a proxy sends a page of its own. */
  private static boolean isForeign(S3Exception answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    if (details == null || (details.errorCode() != null && !details.errorCode().isEmpty())) {
      return false;
    }
    SdkHttpResponse http = details.sdkHttpResponse();
    boolean empty = http.firstMatchingHeader("Content-Length").filter("0"::equals).isPresent();
    String type = http.firstMatchingHeader("Content-Type").orElse("");
    return !empty && !type.isEmpty() && !type.toLowerCase(Locale.ROOT).contains("xml");
  }

  private static String foreign(int status) {
    String forbidden = status == 403 ? "forbids the request" : "refuses the request";
    return "the answer ("
        + status
        + ") is not S3's: a proxy, gateway or firewall in front of the bucket "
        + forbidden
        + ". Look into its log and let the request pass, or set the endpoint of the bucket itself.";
  }

  private static String named(int status, String code) {
    return code.equals(String.valueOf(status)) ? code : status + ", " + code;
  }

  private static @Nullable Refusal ofCode(String code) {
    return switch (code) {
      case "EntityTooLarge", "EntityTooSmall", "MaxMessageLengthExceeded" -> Refusal.SIZE;
      case "MetadataTooLarge", "RequestHeaderSectionTooLarge" -> Refusal.HEADERS;
      case "MethodNotAllowed" -> Refusal.METHOD;
      case "MissingContentLength" -> Refusal.LENGTH;
      case "NotImplemented" -> Refusal.UNKNOWN;
      default -> null;
    };
  }

  private static @Nullable Refusal ofStatus(int status) {
    return switch (status) {
      case 405 -> Refusal.METHOD;
      case 406, 415 -> Refusal.CONTENT;
      case 410, 421, 422, 426, 428, 505 -> Refusal.FORM;
      case 411 -> Refusal.LENGTH;
      case 413 -> Refusal.SIZE;
      case 414 -> Refusal.ADDRESS;
      case 417 -> Refusal.EXPECTATION;
      case 431 -> Refusal.HEADERS;
      case 451 -> Refusal.LAW;
      case 501 -> Refusal.UNKNOWN;
      default -> null;
    };
  }

  /** The rejected property, and the remedy in the store or in a proxy before it. */
  private enum Refusal {
    SIZE(
        "does not accept an object of this size",
        "Raise the limit of the bucket, or of a proxy in front of it (nginx: client_max_body_size),"
            + " to at least 16 MB."),
    METHOD(
        "does not allow this method",
        "Let a proxy in front of the bucket pass GET, HEAD, PUT, POST and DELETE, and check that"
            + " the endpoint is one of S3."),
    LENGTH(
        "asks for the length of the body",
        "Let a proxy in front of the bucket pass on the header Content-Length."),
    HEADERS(
        "does not accept headers of this length",
        "Raise the limit of a proxy in front of the bucket, or give the file a shorter name."),
    ADDRESS(
        "does not accept an address of this length",
        "Raise the limit of a proxy in front of the bucket, or give the file a shorter name."),
    CONTENT(
        "does not accept this content type",
        "Remove the rule that filters content from the bucket or from a proxy in front of it."),
    EXPECTATION(
        "does not understand “Expect: 100-continue”",
        "Let a proxy in front of the bucket pass this header on."),
    FORM(
        "does not accept requests of this form",
        "Check the endpoint, and the rules of a proxy in front of the bucket."),
    LAW(
        "must not hold this object for legal reasons",
        "Ask the operator of the bucket what to do."),
    UNKNOWN(
        "does not support this request",
        "Check that the endpoint is one of S3; for a store other than Amazon's, set checksums to"
            + " “required”.");

    private final String says;
    private final String remedy;

    Refusal(String says, String remedy) {
      this.says = says;
      this.remedy = remedy;
    }
  }
}
