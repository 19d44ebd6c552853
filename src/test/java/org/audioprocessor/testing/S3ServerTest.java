package org.audioprocessor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ServerTest {

  @TempDir Path folder;
  private S3Server server;
  private S3Client client;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.start(folder);
    client = client(S3Server.SECRET);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void aPutObjectIsReadBack() {
    put("a/ü b.txt", "hello");
    assertThat(get("a/ü b.txt")).isEqualTo("hello");
    assertThat(server.requests())
        .extracting(S3Request::method, S3Request::key)
        .contains(org.assertj.core.groups.Tuple.tuple("PUT", "a/ü b.txt"));
  }

  @Test
  void aWrongSecretIsRefused() {
    try (S3Client stranger = client("another secret")) {
      S3Exception refusal =
          failure(() -> stranger.getObject(b -> b.bucket(S3Server.BUCKET).key("k")));
      assertThat(refusal.statusCode()).isEqualTo(403);
      assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
    }
  }

  @Test
  void aServerThatGrantsObjectsOnlyDoesNotSayWhatIsMissing() {
    put("k", "1");
    assertThat(failure(() -> get("none")).statusCode()).isEqualTo(404);

    server.grantObjectsOnly();

    assertThat(get("k")).isEqualTo("1");
    assertThat(failure(() -> get("none")).statusCode()).isEqualTo(403);
    assertThat(failure(() -> get("none")).awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(
            failure(() -> client.headObject(b -> b.bucket(S3Server.BUCKET).key("none")))
                .statusCode())
        .isEqualTo(403);
    assertThat(failure(() -> client.listObjectsV2(b -> b.bucket(S3Server.BUCKET))).statusCode())
        .isEqualTo(403);
    client.deleteObject(b -> b.bucket(S3Server.BUCKET).key("none"));
    client.deleteObject(b -> b.bucket(S3Server.BUCKET).key("k"));
    assertThat(failure(() -> get("k")).statusCode()).isEqualTo(403);
  }

  @Test
  void plannedAnswersReplaceTheServers() {
    server.answer(S3Answers.when(r -> r.method().equals("PUT"), 400, "ExpiredToken"));
    assertThat(failure(() -> put("k", "x".repeat(50_000))).awsErrorDetails().errorCode())
        .isEqualTo("ExpiredToken");
    server.answer(S3Answers.none());
    put("k", "2");
    assertThat(get("k")).isEqualTo("2");
  }

  @Test
  void aBusyServersTroubleIsHealedByTryingAgain() {
    server.answer(S3Answers.busy(3, 0.1));
    for (String key : List.of("a", "b", "c", "d", "e")) {
      put(key, key);
      assertThat(get(key)).isEqualTo(key);
    }
    assertThat(server.requests()).hasSizeGreaterThan(10);
  }

  private S3Client client(String secret) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.of(S3Server.REGION))
        .forcePathStyle(true)
        .httpClientBuilder(Apache5HttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(S3Server.ACCESS_KEY, secret)))
        .build();
  }

  private void put(String key, String text) {
    client.putObject(b -> b.bucket(S3Server.BUCKET).key(key), RequestBody.fromString(text));
  }

  private String get(String key) {
    byte[] bytes = client.getObjectAsBytes(b -> b.bucket(S3Server.BUCKET).key(key)).asByteArray();
    return new String(bytes, UTF_8);
  }

  private static S3Exception failure(ThrowingCallable call) {
    return catchThrowableOfType(S3Exception.class, call);
  }
}
