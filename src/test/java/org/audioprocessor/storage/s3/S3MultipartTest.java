package org.audioprocessor.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.audioprocessor.io.Digests;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.testing.S3Answers;
import org.audioprocessor.testing.S3Request;
import org.audioprocessor.testing.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class S3MultipartTest {

  private static final int LARGE = 20_000_000;
  private static final PutOptions PLAIN = PutOptions.defaults();

  @TempDir Path folder;
  private S3Server server;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.start(folder.resolve("buckets"));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static byte[] large() {
    byte[] bytes = new byte[LARGE];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @EnumSource(Checksums.class)
  void aLargeFileIsSentInPartsAndKnowsItsChecksum(Checksums checksums) throws IOException {
    Path file = Files.write(folder.resolve("large"), large());
    try (S3ObjectStore store =
        S3Server.open(S3Server.settings(server.port()).withChecksums(checksums))) {
      StoredObject put = store.put("t/large", Body.of(file), PLAIN);

      assertThat(put.sha256()).isEqualTo(Digests.sha256(large()));
      assertThat(store.head("t/large").orElseThrow().size()).isEqualTo(LARGE);
      assertThat(parts()).isEqualTo(3);
      Path back = folder.resolve("back");
      store.download("t/large", back, Long.MAX_VALUE);
      assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    }
  }

  /** Repeats a failing request for seconds instead of minutes. */
  private S3ObjectStore impatient() throws IOException {
    return S3Server.open(
        S3Server.settings(server.port())
            .withTimeouts(Duration.ofSeconds(8), Duration.ofSeconds(8)));
  }

  private long parts() {
    return server.requests().stream().filter(r -> r.asksFor("partNumber")).count();
  }

  @Test
  void aLargePutObeysItsCondition() throws IOException {
    try (S3ObjectStore store = server.open()) {
      PutOptions ifAbsent = PLAIN.withCondition(Condition.ifAbsent());
      store.put("t/large", Body.of(large()), ifAbsent);
      StorageException refusal =
          catchThrowableOfType(
              StorageException.class, () -> store.put("t/large", Body.of(large()), ifAbsent));
      assertThat(refusal.kind()).isEqualTo(Kind.PRECONDITION_FAILED);
      assertThat(uploads(store)).isZero();
    }
  }

  @Test
  void aLargePutThatFailsLeavesNothing() throws IOException {
    server.answer(
        S3Answers.when(r -> r.asksFor("partNumber") && r.query().contains("=2"), 500, "Internal"));
    try (S3ObjectStore store = impatient()) {
      StorageException failure =
          catchThrowableOfType(
              StorageException.class, () -> store.put("t/large", Body.of(large()), PLAIN));

      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(store.exists("t/large")).isFalse();
      assertThat(uploads(store)).isZero();
    }
  }

  @Test
  void anErrorInsideTheAnswerToTheLastRequestIsAFailure() throws IOException {
    server.answer(
        S3Answers.when(
            r -> r.method().equals("POST") && r.asksFor("uploadId"), 200, "InternalError"));
    try (S3ObjectStore store = impatient()) {
      StorageException failure =
          catchThrowableOfType(
              StorageException.class, () -> store.put("t/large", Body.of(large()), PLAIN));

      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(store.exists("t/large")).isFalse();
      assertThat(uploads(store)).isZero();
    }
  }

  @Test
  void aLargePutWorksWhereAbortingIsNotAllowed() throws IOException {
    server.grantObjectsOnly();
    try (S3ObjectStore store = server.open()) {
      store.put("t/large", Body.of(large()), PLAIN);
      assertThat(store.head("t/large").orElseThrow().size()).isEqualTo(LARGE);
    }
  }

  @Test
  void ownLeftoversOlderThanADayAreSwept() throws IOException {
    try (S3ObjectStore store = server.open()) {
      store.client().createMultipartUpload(r -> r.bucket(S3Server.BUCKET).key("t/left"));

      assertThat(store.sweepLeftovers("t/")).isZero();
      assertThat(uploads(store)).isEqualTo(1);

      Instant later = Instant.now().plus(Duration.ofHours(25));
      assertThat(store.sweepLeftovers("t/", later)).isEqualTo(1);
      assertThat(uploads(store)).isZero();
    }
  }

  @Test
  void whereListingIsNotGrantedNoUploadIsBegunThatWouldStay() throws IOException {
    server.answer(S3Answers.when(request -> !request.isAboutObject(), 403, "AccessDenied"));
    try (S3ObjectStore store = server.open()) {
      StorageException refusal =
          catchThrowableOfType(StorageException.class, () -> store.sweepLeftovers("t/"));

      assertThat(refusal.kind()).isEqualTo(Kind.DENIED);
      assertThat(server.requests()).hasSize(1).allMatch(r -> r.method().equals("GET"));
    }
  }

  private static int uploads(S3ObjectStore store) {
    return store.client().listMultipartUploads(r -> r.bucket(S3Server.BUCKET)).uploads().size();
  }

  @Test
  void whatIsAskedOfAServerCanBeSeen() {
    assertThat(
            new S3Request("GET", "k", "uploadId=1&partNumber=2", false, false)
                .asksFor("partNumber"))
        .isTrue();
    assertThat(new S3Request("GET", "k", "uploadId=1", false, false).asksFor("upload")).isFalse();
  }
}
