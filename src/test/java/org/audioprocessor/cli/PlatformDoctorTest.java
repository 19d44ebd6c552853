package org.audioprocessor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.cli.PlatformBench.Running;
import org.audioprocessor.testing.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doctor as a process, on PostgreSQL and a bucket that grants get, put and delete only. */
class PlatformDoctorTest {
  @TempDir private Path folder;
  private PlatformBench platform;

  @BeforeEach
  void open() throws Exception {
    platform = new PlatformBench(folder);
  }

  @AfterEach
  void close() throws IOException {
    platform.close();
  }

  private static List<JsonNode> lines(Running doctor) {
    return doctor.output().lines().map(JsonMapper.shared()::readTree).toList();
  }

  private static JsonNode check(Running doctor, String name) {
    return lines(doctor).stream()
        .filter(line -> line.path("check").asString("").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " in " + doctor.output()));
  }

  @Test
  void aPlatformThatWorksIsShownStepByStepWithoutItsSecrets() throws Exception {
    Running doctor = platform.run("doctor", "--json");

    assertThat(doctor.process().exitValue()).as(doctor.output()).isZero();
    for (String name :
        List.of(
            "database, login",
            "database, platform table",
            "database, own tables",
            "database, clock",
            "database",
            "bucket",
            "bucket, credentials",
            "bucket, put",
            "bucket, read",
            "bucket, delete",
            "isolation")) {
      assertThat(check(doctor, name).get("ok").asBoolean()).as(name).isTrue();
    }
    assertThat(check(doctor, "bucket, listing").get("advice").asString())
        .contains("packaging/s3/policy-recommended.json");
    assertThat(check(doctor, "bucket, credentials").get("detail").asString())
        .isEqualTo("Found in the environment (AWS_ACCESS_KEY_ID): AKID…ONLY.");
    JsonNode password =
        lines(doctor).stream()
            .filter(line -> line.path("setting").asString("").equals("database.password"))
            .findFirst()
            .orElseThrow();
    assertThat(password.get("value").asString()).isEqualTo("•••");
    assertThat(password.get("source").asString()).isEqualTo("AUDIO_PROCESSOR_DB_PASSWORD");
    assertKeepsSecrets(doctor);
  }

  private static void assertKeepsSecrets(Running doctor) {
    assertThat(doctor.output() + doctor.log())
        .doesNotContain(PlatformBench.PASSWORD)
        .doesNotContain(S3Server.SECRET)
        .doesNotContain("Exception");
  }

  @Test
  void aPasswordFromAMountedFileIsUsedAndItsPlaceShown() throws Exception {
    Path mounted = Files.writeString(folder.resolve("password"), PlatformBench.PASSWORD + "\n");
    platform.unset("AUDIO_PROCESSOR_DB_PASSWORD");
    platform.set("AUDIO_PROCESSOR_DB_PASSWORD_FILE", mounted.toString());

    Running doctor = platform.run("doctor");

    assertThat(doctor.process().exitValue()).as(doctor.output()).isZero();
    assertThat(doctor.output()).contains("•••", mounted.toString());
    assertKeepsSecrets(doctor);
  }

  @Test
  void wrongCredentialsOfTheBucketAreSaidInWordsAndTheRestGoesOn() throws Exception {
    platform.set("AWS_SECRET_ACCESS_KEY", "wrong-secret");

    Running doctor = platform.run("doctor", "--json");

    assertThat(doctor.process().exitValue()).isEqualTo(ExitCode.ENVIRONMENT.code());
    assertThat(check(doctor, "bucket, put").get("ok").asBoolean()).isFalse();
    assertThat(check(doctor, "FFmpeg").get("ok").asBoolean()).isTrue();
    assertKeepsSecrets(doctor);
    assertThat(doctor.output()).doesNotContain("wrong-secret");
  }

  @Test
  void halfAConnectionIsASentenceAndNotAStackOfLines() throws Exception {
    platform.unset("AUDIO_PROCESSOR_BUCKET");

    Running doctor = platform.run("doctor", "--json");

    assertThat(doctor.process().exitValue()).isEqualTo(ExitCode.ENVIRONMENT.code());
    assertThat(check(doctor, "settings").get("detail").asString())
        .contains("AUDIO_PROCESSOR_BUCKET");
    assertKeepsSecrets(doctor);
  }

  @Test
  void aServerThatDoesNotAnswerEndsTheStepsOfTheDatabaseOnly() throws Exception {
    platform.wayToDatabase().refuse();

    Running doctor = platform.run("doctor", "--json");

    assertThat(doctor.process().exitValue()).isEqualTo(ExitCode.ENVIRONMENT.code());
    assertThat(check(doctor, "database, network").get("ok").asBoolean()).isFalse();
    assertThat(check(doctor, "bucket, put").get("ok").asBoolean()).isTrue();
    assertKeepsSecrets(doctor);
  }
}
