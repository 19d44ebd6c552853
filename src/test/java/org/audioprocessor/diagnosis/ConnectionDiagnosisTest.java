package org.audioprocessor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.audioprocessor.diagnosis.Diagnosis.Finding;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Connection.Database;
import org.audioprocessor.settings.StoreConfig.Bucket;
import org.audioprocessor.settings.StoreConfig.Endpoint;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.Encryption;
import org.audioprocessor.testing.S3Answers;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.testing.TestPlatform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection test on a real database and a real bucket, whole and broken in turn. */
class ConnectionDiagnosisTest {
  @TempDir Path folder;

  private @Nullable TestPlatform opened;

  @BeforeEach
  void open() throws Exception {
    opened = new TestPlatform(folder);
  }

  @AfterEach
  void close() throws Exception {
    platform().close();
  }

  private TestPlatform platform() {
    return Objects.requireNonNull(opened);
  }

  private Database database(String url) {
    return new Database(url, platform().databaseUser(), null);
  }

  private Bucket bucket(String name, String endpoint) {
    Endpoint where = new Endpoint(URI.create(endpoint), S3Server.REGION, true);
    return new Bucket(name, where, new Encryption.BucketDefault(), Checksums.ALWAYS);
  }

  private Database working() {
    return database(platform().databaseUrl());
  }

  private Bucket workingBucket() {
    return bucket(S3Server.BUCKET, platform().bucketEndpoint());
  }

  private List<Finding> findings(Database database, Bucket bucket, String password) {
    List<Finding> found = new ArrayList<>();
    new Diagnosis(folder.resolve("workspace"), found::add)
        .connection(
            new Connection("tried", false, database, bucket), Secret.of(password), "processed/");
    assertThat(found).noneMatch(one -> one.toString().contains(password));
    return found;
  }

  private static Finding broken(List<Finding> found) {
    List<Finding> broken = found.stream().filter(Finding::isBroken).toList();
    assertThat(broken).as("%s", found).hasSize(1);
    return broken.getFirst();
  }

  @Test
  void aWorkingOneIsGoneThroughToTheEndAndNothingIsLeftInTheBucket() throws Exception {
    List<Finding> found = findings(working(), workingBucket(), TestPlatform.PASSWORD);
    assertThat(found).noneMatch(Finding::isBroken);
    assertThat(found)
        .extracting(Finding::check)
        .containsSubsequence(
            "database, host name",
            "database, network",
            "database, login",
            "database, encryption",
            "database, clock",
            "bucket, put",
            "bucket, read",
            "bucket, delete");
    assertThat(platform().bucket().requests())
        .filteredOn(request -> request.method().equals("PUT"))
        .allSatisfy(
            put -> assertThat(platform().store().exists(put.key())).as(put.key()).isFalse());
  }

  @Test
  void aWrongPasswordIsTheLogIns() {
    Finding wrong = broken(findings(working(), workingBucket(), "not-the-password"));
    assertThat(wrong.check()).isEqualTo("database, login");
    assertThat(wrong.detail()).contains(platform().databaseUser(), "or the password. Check both");
  }

  @Test
  void anUnknownHostIsNamedForDatabaseAndBucket() {
    List<Finding> found =
        findings(
            database("jdbc:postgresql://db.nowhere.invalid/platform"),
            bucket(S3Server.BUCKET, "http://s3.nowhere.invalid"),
            TestPlatform.PASSWORD);
    assertThat(found)
        .filteredOn(Finding::isBroken)
        .extracting(Finding::check)
        .containsExactly("database, host name", "bucket, put");
    assertThat(found)
        .filteredOn(Finding::isBroken)
        .extracting(Finding::detail)
        .anySatisfy(text -> assertThat(text).contains("db.nowhere.invalid cannot be resolved"))
        .anySatisfy(text -> assertThat(text).contains("address is unknown. Check the"));
  }

  @Test
  void encryptionIsNotGivenUpWhereTheServerHasNone() {
    Finding wrong =
        broken(
            findings(
                database(platform().databaseUrl() + "?sslmode=require"),
                workingBucket(),
                TestPlatform.PASSWORD));
    assertThat(wrong.check()).isEqualTo("database, encryption");
    assertThat(wrong.detail()).contains("not secure", "does not support TLS");
    assertThat(wrong.detail())
        .as("what to do about a server without TLS is to switch it on there")
        .contains("Enable TLS")
        .doesNotContain("sslrootcert");
  }

  @Test
  void aBucketThatIsNotThereIsNamed() throws Exception {
    try (S3Server server = S3Server.start(folder.resolve("other"))) {
      Bucket none = bucket("no-such", server.endpoint().toString());
      Finding wrong = broken(findings(working(), none, TestPlatform.PASSWORD));
      assertThat(wrong.check()).isEqualTo("bucket, put");
      assertThat(wrong.detail()).contains("there is no bucket “no-such”");
    }
  }

  @Test
  void aMissingPermissionIsNamedDownToItsAction() {
    platform()
        .bucket()
        .answer(S3Answers.when(request -> request.method().equals("PUT"), 403, "AccessDenied"));
    Finding wrong = broken(findings(working(), workingBucket(), TestPlatform.PASSWORD));
    assertThat(wrong.check()).isEqualTo("bucket, put");
    assertThat(wrong.detail()).contains("Grant s3:PutObject", S3Server.BUCKET);
    platform()
        .bucket()
        .answer(S3Answers.when(request -> request.method().equals("DELETE"), 403, "AccessDenied"));
    assertThat(findings(working(), workingBucket(), TestPlatform.PASSWORD))
        .filteredOn(Finding::isBroken)
        .extracting(Finding::detail)
        .anySatisfy(text -> assertThat(text).contains("Grant s3:DeleteObject"));
  }
}
