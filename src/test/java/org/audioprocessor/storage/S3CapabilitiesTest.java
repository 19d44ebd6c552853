package org.audioprocessor.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.io.Digests;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.s3.S3Attributes;
import org.audioprocessor.storage.s3.S3ObjectStore;
import org.audioprocessor.storage.s3.S3Probes;
import org.audioprocessor.storage.s3.client.S3Settings;
import org.audioprocessor.testing.S3Answers;
import org.audioprocessor.testing.S3Request;
import org.audioprocessor.testing.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Stores that can less than S3, and how the difference is found out. */
class S3CapabilitiesTest {

  private static final PutOptions PLAIN = PutOptions.defaults();
  private static final Body BYTES = Body.of("bytes".getBytes(UTF_8));

  @TempDir Path folder;
  private S3Server server;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.start(folder);
    store = server.open();
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    server.close();
  }

  @Test
  void askingLeavesNothingBehind() throws IOException {
    Capabilities capabilities = store.capabilities("tracks/");

    assertThat(capabilities.conditionalPuts().available()).isTrue();
    // S3Proxy ignores the condition of a copy without a word
    assertThat(capabilities.conditionalCopies().available()).isFalse();
    assertThat(capabilities.listing().available()).isTrue();
    assertThat(store.client().listObjectsV2(r -> r.bucket(S3Server.BUCKET)).contents()).isEmpty();
  }

  @Test
  void withoutListingItIsSaidWhatToGrant() throws IOException {
    server.grantObjectsOnly();
    try (S3ObjectStore strict = server.open()) {
      Capabilities.Feature listing = strict.capabilities("tracks/").listing();
      assertThat(listing.available()).isFalse();
      assertThat(listing.sentence()).contains("s3:ListBucket");
    }
  }

  /** A store that says it does not know conditions. */
  @Test
  void withoutConditionsTheStateIsLookedAtBeforeTheWrite() throws IOException {
    server.answer(
        S3Answers.when(r -> r.conditional() && r.method().equals("PUT"), 501, "NotImplemented"));

    assertThat(store.capabilities("t/").conditionalPuts().available()).isFalse();
    assertThat(store.capabilities("t/").conditionalCopies().available()).isFalse();

    PutOptions ifAbsent = PLAIN.withCondition(Condition.ifAbsent());
    StoredObject first = store.put("t/k", BYTES, ifAbsent);
    assertThat(kindOf(ifAbsent)).isEqualTo(Kind.PRECONDITION_FAILED);
    PutOptions overFirst = PLAIN.withCondition(Condition.ifMatch(first.etag()));
    store.put("t/k", Body.of(new byte[3]), overFirst);
    assertThat(kindOf(overFirst)).isEqualTo(Kind.PRECONDITION_FAILED);
    StoredObject copy = store.copy("t/k", "t/copy", ifAbsent);
    assertThat(copy.size()).isEqualTo(3);
  }

  private Kind kindOf(PutOptions options) {
    return catchThrowableOfType(StorageException.class, () -> store.put("t/k", BYTES, options))
        .kind();
  }

  @Test
  void aStoreThatDoesNotAnswerIsNotTakenForOneThatCannot() throws IOException {
    server.answer(S3Answers.when(S3Request::conditional, 403, "AccessDenied"));
    StorageException failure =
        catchThrowableOfType(StorageException.class, () -> store.capabilities("t/"));
    assertThat(failure.kind()).isEqualTo(Kind.DENIED);
    server.answer(S3Answers.none());
    assertThat(store.capabilities("t/").conditionalPuts().available()).isTrue();
  }

  @Test
  void anObjectThatOthersPutHasNoChecksumAndCanBeReadAndCopied() throws IOException {
    store
        .client()
        .putObject(
            r ->
                r.bucket(S3Server.BUCKET)
                    .key("t/foreign")
                    .contentDisposition("attachment")
                    .metadata(java.util.Map.of("artist", "somebody")),
            software.amazon.awssdk.core.sync.RequestBody.fromString("foreign"));

    assertThat(store.head("t/foreign").orElseThrow().sha256()).isNull();
    assertThat(store.download("t/foreign", folder.resolve("file"), Long.MAX_VALUE).size())
        .isEqualTo(7);
    store.copy("t/foreign", "t/copy", PLAIN);
    var copy = store.client().headObject(r -> r.bucket(S3Server.BUCKET).key("t/copy"));
    assertThat(copy.contentDisposition()).isEqualTo("attachment");
    assertThat(copy.metadata()).containsEntry("artist", "somebody");
    String sha256 = Digests.sha256("foreign".getBytes(UTF_8));
    assertThat(store.copy("t/foreign", "t/checked", PLAIN.withSha256(sha256)).sha256())
        .isEqualTo(sha256);
  }

  @Test
  void whereNothingMayBeListedAndNothingReadNothingIsCalledMissing() throws IOException {
    server.grantObjectsOnly();
    try (S3ObjectStore strict = server.open()) {
      assertThat(strict.head("tracks/none")).isEmpty();
      assertThat(strict.head("failed/none")).isEmpty();
    }
    server.answer(
        S3Answers.when(r -> List.of("GET", "HEAD").contains(r.method()), 403, "AccessDenied"));
    try (S3ObjectStore strict = server.open()) {
      StorageException denied =
          catchThrowableOfType(StorageException.class, () -> strict.head("tracks/none"));
      assertThat(denied.kind()).isEqualTo(Kind.DENIED);
      assertThat(denied).hasMessageContaining("s3:GetObject");
    }
  }

  @Test
  void theObjectsThatAskQuestionsAreNotListed() throws IOException {
    store.put("tracks/k", BYTES, PLAIN);
    store
        .client()
        .putObject(
            r -> r.bucket(S3Server.BUCKET).key(S3Probes.readable("tracks/")),
            software.amazon.awssdk.core.sync.RequestBody.fromString(""));
    try (Stream<StoredObject> objects = store.list("")) {
      assertThat(objects).extracting(StoredObject::key).containsExactly("tracks/k");
    }
  }

  @Test
  void encryptionIsAskedForAsItIsSet() throws IOException {
    assertThat(Encryption.parse("none")).isEqualTo(new Encryption.BucketDefault());
    assertThat(Encryption.parse("s3")).isEqualTo(new Encryption.S3Keys());
    assertThat(Encryption.parse("kms")).isEqualTo(new Encryption.KmsKey(null));
    assertThat(Encryption.parse("kms:alias/music")).isEqualTo(new Encryption.KmsKey("alias/music"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encryption.parse("rot13"))
        .withMessageContaining("none, s3, kms");
  }

  @Test
  void settingsThatCannotWorkAreRefusedWithASentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Settings.of("s3://music"))
        .withMessageContaining("without s3://");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> S3Settings.of("music").withEndpoint(URI.create("https://user:pass@example.com")))
        .withMessageContaining("address")
        .withMessageNotContaining("pass@");
  }

  /** Some stores take the way a body was sent for the object's encoding. */
  @ParameterizedTest
  @CsvSource({
    "'aws-chunked,gzip',gzip",
    "'gzip, aws-chunked',gzip",
    "aws-chunked,",
    "gzip,gzip",
    ","
  })
  void theChunksOfABodyAreNoEncodingOfTheObject(String stored, String own) {
    HeadObjectResponse head = HeadObjectResponse.builder().contentEncoding(stored).build();
    assertThat(S3Attributes.of(head).contentEncoding()).isEqualTo(own);
  }
}
