package org.audioprocessor.storage.s3.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.s3.S3ObjectStore;
import org.audioprocessor.testing.S3Answers;
import org.audioprocessor.testing.S3Request;
import org.audioprocessor.testing.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** What a person reads when the store refuses. */
class S3FailuresTest {

  private static final Body HELLO = Body.of("hello".getBytes(UTF_8));

  private static S3Server server;
  private static S3ObjectStore store;

  /** Once: opening a client costs more than a test. */
  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    server = S3Server.start(folder);
    S3Settings settings = S3Server.settings(server.port());
    // a store that fails all requests is given up a fifteenth of the call's time after its last
    // answer
    store = S3Server.open(settings.withTimeouts(Duration.ofSeconds(15), Duration.ofSeconds(15)));
    store.put("tracks/k", HELLO, PutOptions.defaults());
  }

  @AfterAll
  static void stop() throws IOException {
    store.close();
    server.close();
  }

  @BeforeEach
  void answerAsUsual() {
    server.answer(S3Answers.none());
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(400, "ExpiredToken", Kind.CREDENTIALS, "have expired"),
        arguments(403, "InvalidAccessKeyId", Kind.CREDENTIALS, "does not know this access key"),
        arguments(403, "SignatureDoesNotMatch", Kind.CREDENTIALS, "secret key"),
        arguments(403, "RequestTimeTooSkewed", Kind.CREDENTIALS, "clock of this machine"),
        arguments(403, "InvalidObjectState", Kind.DENIED, "archive"),
        arguments(400, "KMS.DisabledException", Kind.DENIED, "key management service"),
        arguments(404, "NoSuchBucket", Kind.UNAVAILABLE, "there is no bucket “platform-audio”"),
        arguments(301, "PermanentRedirect", Kind.UNAVAILABLE, "another region"),
        arguments(400, "AuthorizationHeaderMalformed", Kind.UNAVAILABLE, "another region"),
        arguments(
            400, "XAmzContentSHA256Mismatch", Kind.CHECKSUM, "received other bytes than were sent"),
        arguments(400, "InvalidRequest", Kind.UNAVAILABLE, "set checksums to “required”"),
        arguments(503, "SlowDown", Kind.UNAVAILABLE, "temporarily unavailable (503, SlowDown)"),
        arguments(405, "MethodNotAllowed", Kind.REFUSED, "not allow this method (405, Method"),
        arguments(411, "MissingContentLength", Kind.REFUSED, "length of the body (411, Miss"),
        arguments(400, "EntityTooLarge", Kind.REFUSED, "of this size (400, EntityTooLarge)"),
        arguments(413, "EntityTooLarge", Kind.REFUSED, "client_max_body_size"),
        arguments(501, "NotImplemented", Kind.REFUSED, "not support this request (501, NotImpl"),
        arguments(507, "XMinioStorageFull", Kind.FULL, "is full"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anErrorOfTheStoreIsSaidInWordsForPutGetAndHead(
      int status, String code, Kind kind, String words) {
    server.answer(S3Answers.when(S3Request::isAboutObject, status, code));

    assertRefusal(() -> store.put("tracks/k", HELLO, PutOptions.defaults()), kind, words);
    assertRefusal(() -> store.get("tracks/k"), kind, words);
    if (status < 500) {
      // a HEAD has no body that would say which error it is
      assertRefusal(() -> store.head("tracks/k"), kind, words);
    }
  }

  /** The client corrects its clock by the answer and tries again; that helps at once or never. */
  @Test
  void aClockThatIsOffIsSaidAfterAFewTries() {
    server.answer(S3Answers.when(S3Request::isAboutObject, 403, "RequestTimeTooSkewed"));
    server.forgetRequests();

    assertRefusal(() -> store.head("tracks/k"), Kind.CREDENTIALS, "clock of this machine");

    assertThat(server.requests()).hasSizeBetween(2, 12);
  }

  static Stream<Arguments> pages() {
    return Stream.of(
        arguments(400, "is not S3's"),
        arguments(403, "(403) is not S3's"),
        arguments(404, "(404) is not S3's"),
        arguments(405, "does not allow this method (405)"),
        arguments(411, "asks for the length of the body (411)"),
        arguments(413, "does not accept an object of this size (413)"),
        arguments(414, "does not accept an address of this length (414)"),
        arguments(415, "does not accept this content type (415)"),
        arguments(417, "(417)"),
        arguments(421, "(421)"),
        arguments(431, "does not accept headers of this length (431)"),
        arguments(451, "for legal reasons (451)"),
        arguments(501, "does not support this request (501)"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theRefusalOfAProxyIsAboutThisRequestAndNamesStatusAndMeaning(int status, String words) {
    String page = "<html><head><title>" + status + "</title></head><body>nginx</body></html>";
    server.answer(S3Answers.when(S3Request::isAboutObject, status, page));
    server.forgetRequests();

    assertRefusal(() -> store.put("tracks/k", HELLO, PutOptions.defaults()), Kind.REFUSED, words);
    assertThat(server.requests()).hasSize(1);
    assertRefusal(() -> store.get("tracks/k"), Kind.REFUSED, words);
    assertRefusal(() -> store.head("tracks/k"), Kind.REFUSED, words);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 407})
  void aLoginThatIsAskedForIsAboutTheCredentials(int status) {
    server.answer(S3Answers.when(S3Request::isAboutObject, status, "<html>login</html>"));
    assertRefusal(
        () -> store.put("tracks/k", HELLO, PutOptions.defaults()),
        Kind.CREDENTIALS,
        "authentication is required");
  }

  @Test
  void aMissingPermissionIsNamed() {
    denyAll();
    assertRefusal(
        () -> store.put("tracks/k", HELLO, PutOptions.defaults()), Kind.DENIED, "s3:PutObject");
    assertRefusal(() -> store.get("tracks/k"), Kind.DENIED, "s3:GetObject");
    assertRefusal(() -> store.head("tracks/k"), Kind.DENIED, "s3:GetObject");
    assertRefusal(() -> store.delete("tracks/k"), Kind.DENIED, "s3:DeleteObject");
    assertRefusal(() -> store.list(""), Kind.DENIED, "s3:ListBucket");
    assertRefusal(() -> store.sweepLeftovers(""), Kind.DENIED, "s3:ListBucketMultipartUploads");
  }

  private void denyAll() {
    server.answer(S3Answers.when(request -> true, 403, "AccessDenied"));
  }

  @Test
  void aWrongSecretAndAnUnknownKeyAreToldApart() throws IOException {
    assertRefusal(S3Server.ACCESS_KEY, "another", "secret key");
    assertRefusal("AKIDUNKNOWN", S3Server.SECRET, "does not know this access key");
  }

  private void assertRefusal(String accessKey, String secret, String words) throws IOException {
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret));
    try (S3ObjectStore stranger =
        S3ObjectStore.open(S3Server.settings(server.port()), credentials)) {
      StorageException refusal =
          assertRefusal(() -> stranger.head("tracks/k"), Kind.CREDENTIALS, words);
      assertThat(refusal).hasMessageNotContaining(secret);
      assertThat(String.valueOf(refusal.getCause())).doesNotContain(secret);
    }
  }

  @Test
  void withoutCredentialsItIsSaidWhereToPutThem() throws IOException {
    AwsCredentialsProvider none =
        AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create());
    try (S3ObjectStore stranger = S3ObjectStore.open(S3Server.settings(server.port()), none)) {
      assertRefusal(
          () -> stranger.head("tracks/k"), Kind.CREDENTIALS, "no valid AWS credentials were found");
    }
  }

  @Test
  void aStoreThatIsNotThereIsAway(@TempDir Path folder) throws IOException {
    S3Server closed = S3Server.start(folder);
    int port = closed.port();
    closed.close();
    try (S3ObjectStore away = S3Server.open(S3Server.settings(port))) {
      assertRefusal(() -> away.head("tracks/k"), Kind.UNAVAILABLE, "cannot be reached");
      assertRefusal(() -> away.list(""), Kind.UNAVAILABLE, "cannot be reached");
    }
  }

  @Test
  void aBucketThatDoesNotExistIsNotAMissingObject() throws IOException {
    S3Settings settings = S3Settings.of("no-such-bucket").withEndpoint(server.endpoint());
    try (S3ObjectStore wrong =
        S3Server.open(settings.withRegion(S3Server.REGION).withPathStyle(true))) {
      assertRefusal(() -> wrong.head("tracks/k"), Kind.UNAVAILABLE, "there is no bucket");
      assertRefusal(() -> wrong.get("tracks/k"), Kind.UNAVAILABLE, "there is no bucket");
      assertRefusal(
          () -> wrong.put("k", HELLO, PutOptions.defaults()),
          Kind.UNAVAILABLE,
          "there is no bucket");
    }
  }

  @Test
  void anErrorThatComesAfterTheStatusIsAnErrorAllTheSame() throws IOException {
    server.answer(S3Answers.when(S3Request::copy, 200, "InternalError"));
    assertRefusal(
        () -> store.copy("tracks/k", "tracks/copy", PutOptions.defaults()),
        Kind.UNAVAILABLE,
        "InternalError");
    server.answer(S3Answers.none());
    assertThat(store.exists("tracks/copy")).isFalse();
  }

  private static StorageException assertRefusal(ThrowingCallable call, Kind kind, String words) {
    StorageException refusal = catchThrowableOfType(StorageException.class, call);
    assertThat(refusal).isNotNull().hasMessageContaining(words);
    assertThat(refusal.kind()).isEqualTo(kind);
    assertThat(refusal.getMessage()).doesNotContain("Exception", "software.amazon");
    return refusal;
  }

  @Test
  void timeoutsAreShortEnoughToNotice() {
    S3Settings settings = S3Settings.of("b-1");
    assertThat(settings.attemptTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.callTimeout()).isEqualTo(Duration.ofMinutes(5));
  }
}
