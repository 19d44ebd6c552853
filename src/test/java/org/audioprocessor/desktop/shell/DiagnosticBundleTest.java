package org.audioprocessor.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.desktop.OnPlatform;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.settings.secret.SecretStore;
import org.audioprocessor.testing.RememberedSecrets;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.testing.TestPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The diagnostic bundle, with secrets in every place that may contain one. */
class DiagnosticBundleTest {
  private static final String PASSWORD = "hush-4711-db";
  private static final String OTHER_PASSWORD = "hush-4712-staging";
  private static final String SECRET_KEY = "wJalrXUtnFEMI-4711";
  private static final String IN_THE_ADDRESS = "typed-by-mistake";

  @TempDir Path workspace;

  private Path logs;
  private Path zip;

  @BeforeEach
  void makeFolders() throws IOException {
    logs = Files.createDirectories(workspace.resolve("logs"));
    zip = workspace.resolve("bundle.zip");
  }

  private ApplicationOptions options() {
    return ApplicationOptions.in(workspace)
        .withEnvironment(
            Map.of(
                "AUDIO_PROCESSOR_DB_URL", "jdbc:postgresql://127.0.0.1:1/platform",
                "AUDIO_PROCESSOR_DB_USER", "worker",
                "AUDIO_PROCESSOR_BUCKET", "music",
                "AUDIO_PROCESSOR_ENDPOINT", "http://127.0.0.1:1",
                "AUDIO_PROCESSOR_REGION", "eu-west-1",
                "AWS_SECRET_ACCESS_KEY", SECRET_KEY))
        .withPassword(Secret.of(PASSWORD));
  }

  private Map<String, String> written(ApplicationOptions options, String... sessionLines)
      throws IOException {
    new DiagnosticBundle(options).write(zip, List.of(sessionLines));
    Map<String, String> texts = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  @Test
  void itHoldsWhatHelpsAndNoSecret() throws IOException {
    Files.writeString(logs.resolve("child.log"), "it said " + PASSWORD + " and " + SECRET_KEY);
    Files.writeString(logs.resolve("desktop.log"), "2026-05-01 INFO Window opened " + SECRET_KEY);
    Map<String, String> texts = written(options(), "12:00:00 trouble " + PASSWORD);
    assertThat(texts.keySet())
        .contains("versions.txt", "settings.txt", "doctor.txt", "session.txt")
        .contains("logs/child.log", "logs/desktop.log");
    assertThat(texts.get("logs/child.log")).isEqualTo("it said ••• and •••\n");
    assertThat(texts.get("logs/desktop.log")).contains("Window opened •••");
    assertThat(texts.get("session.txt")).contains("12:00:00 trouble •••");
    assertThat(texts.get("settings.txt")).contains("database.url");
    assertThat(texts.get("doctor.txt")).contains("BROKEN database");
    assertThat(texts.toString()).doesNotContain(PASSWORD).doesNotContain(SECRET_KEY);
    assertThat(workspace.resolve("bundle.zip.part")).doesNotExist();
  }

  /** Also of connections that are not in use, and of credentials that no variable holds. */
  @Test
  void passwordsInTheKeychainAndCredentialsOfTheBucketAreTakenOut() throws Exception {
    SecretStore keychain = new RememberedSecrets();
    try (TestPlatform platform = new TestPlatform(workspace.resolve("platform"))) {
      OnPlatform.save(
          workspace,
          "\"connection\": \"" + OnPlatform.NAME + "\", ",
          platform.saved(OnPlatform.NAME, false),
          platform.saved("staging", false).replace("\"user\": \"", "\"user\": \"other_"));
      keychain.keep(
          OnPlatform.account(workspace, OnPlatform.NAME), Secret.of(TestPlatform.PASSWORD));
      keychain.keep(OnPlatform.account(workspace, "staging"), Secret.of(OTHER_PASSWORD));
      Files.writeString(
          logs.resolve("desktop.log"),
          String.join(" ", S3Server.SECRET, TestPlatform.PASSWORD, OTHER_PASSWORD));
      Map<String, String> texts =
          written(
              ApplicationOptions.in(workspace)
                  .withEnvironment(Map.of())
                  .withSecrets(() -> keychain));
      assertThat(texts.get("logs/desktop.log")).isEqualTo("••• ••• •••\n");
      assertThat(texts.get("doctor.txt")).contains("WORKS database, login");
      assertThat(texts.toString())
          .doesNotContain(S3Server.SECRET)
          .doesNotContain(TestPlatform.PASSWORD)
          .doesNotContain(OTHER_PASSWORD);
    }
  }

  @Test
  void credentialsInAnAddressAreRemovedToo() throws IOException {
    Files.writeString(
        logs.resolve("desktop.log"),
        "jdbc:postgresql://h/db?user=me&password="
            + IN_THE_ADDRESS
            + "&ssl=true\n"
            + "http://me:"
            + IN_THE_ADDRESS
            + "@proxy:3128/ \"Secret\": "
            + IN_THE_ADDRESS);
    Map<String, String> texts = written(options());
    assertThat(texts.get("logs/desktop.log"))
        .contains("password=•••&ssl=true", "//me:•••@proxy:3128")
        .doesNotContain(IN_THE_ADDRESS);
  }

  @Test
  void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
    Path folder = Files.createDirectories(workspace.resolve("bundle.zip").resolve("inside"));
    assertThatThrownBy(() -> new DiagnosticBundle(options()).write(zip, List.of()))
        .isInstanceOf(IOException.class);
    assertThat(folder).exists();
    assertThat(workspace.resolve("bundle.zip.part")).doesNotExist();
  }
}
